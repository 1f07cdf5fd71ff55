/* The meters: what the tracks, the returns and the mix are like. Everything is called on audio. */
#ifndef PADSKETCH_METERS_H
#define PADSKETCH_METERS_H

#include <stdint.h>

#include "_dsp.h"
#include "_loudness.h"
#include "_true_peak.h"

/* What the last whole window was like. Peaks and RMS are linear; those of a track or return are of
 * both sides. */
typedef struct {
    float track_peaks[PS_MAX_TRACKS];
    float track_rms[PS_MAX_TRACKS];
    float return_peaks[PS_RETURNS];
    float peaks[2];    /* of the mix, left and right */
    float rms[2];
    float correlation; /* -1..1; 0 where a side is silent */
    float momentary;   /* LUFS over 400 ms, PS_NO_LOUDNESS where nothing was measured */
    float short_term;  /* over 3 s */
    float integrated;  /* since the meters were restarted */
    float true_peak;   /* highest since then */
} ps_meter_readings;

/* Of a window that is not over yet. A window is 1/30 s. */
typedef struct {
    float track_peaks[PS_MAX_TRACKS];
    double track_squares[PS_MAX_TRACKS]; /* sums over both sides */
    float return_peaks[PS_RETURNS];
    float peaks[2];
    ps_sides squares; /* sums */
    double products;  /* sum of left times right */
} ps_meter_window;

typedef struct {
    ps_meter_readings shown;
    ps_meter_window window;
    int64_t window_index; /* windows since frame 0 */
    int64_t window_start; /* frame */
    int32_t rate;
    ps_loudness loudness;
    ps_true_peak true_peak;
} ps_meters;

/* `meters` is zeroed; rate in Hz. */
void ps_meters_init(ps_meters *meters, int32_t rate);
/* Stereo frames of a track, finite as all that is metered; those that are not handed in count as
 * silence. */
void ps_meters_track(ps_meters *meters, int32_t track, const float *frames, int32_t n_frames);
/* place: 0..PS_RETURNS - 1. */
void ps_meters_return(ps_meters *meters, int32_t place, const float *frames, int32_t n_frames);
/* The mix, all of it. */
void ps_meters_master(ps_meters *meters, const float *frames, int32_t n_frames);
/* Before the frames from `frame` on. To be called where blocks do not matter, such as at control
 * points: the first of them in a new window ends the one before. */
void ps_meters_turn(ps_meters *meters, int64_t frame);
/* Integrated loudness and true peak start anew. */
void ps_meters_restart(ps_meters *meters);

#endif
