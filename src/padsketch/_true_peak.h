/* True peaks: how far the wave between the frames reaches. Everything is called on audio. */
#ifndef PADSKETCH_TRUE_PEAK_H
#define PADSKETCH_TRUE_PEAK_H

#include <stdbool.h>
#include <stdint.h>

#include "_oversampler.h"

#define PS_TRUE_PEAK_BEFORE 12 /* frames before a frame that its true peak depends on */
#define PS_TRUE_PEAK_AFTER 12  /* and after */
#define PS_TRUE_PEAK_CHUNK 64  /* frames, the most that can be looked at at once */

/* The highest magnitude of both sides from stereo frame i to the next, for up to PS_TRUE_PEAK_CHUNK
 * frames; within 0.1 dB up to 0.4 of the rate. False, and nothing is written, where none of them is
 * above `floor`: most often that is seen without working them out. */
bool ps_true_peaks(const ps_oversampler *oversampler, const float *frames, float floor,
                   float *peaks, int32_t n_frames);
/* The highest magnitude among the values themselves; what is not a number does not count. */
float ps_highest_magnitude(const float *values, int32_t n_values);

/* A meter: the highest true peak since it was restarted. */
typedef struct {
    ps_oversampler oversampler;
    float highest; /* linear */
    float line[2 * (PS_TRUE_PEAK_BEFORE + PS_TRUE_PEAK_AFTER + PS_TRUE_PEAK_CHUNK)];
} ps_true_peak;

/* `meter` is zeroed. */
void ps_true_peak_init(ps_true_peak *meter);
/* Stereo frames; the last PS_TRUE_PEAK_AFTER of them count when the next ones come. */
void ps_true_peak_process(ps_true_peak *meter, const float *frames, int32_t n_frames);
void ps_true_peak_restart(ps_true_peak *meter);

#endif
