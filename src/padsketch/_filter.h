/* The filter of a voice: a state-variable filter whose response is fitted to the analogue one, so that it
 * does not close towards half the rate. Several voices are filtered at once, a lane a voice and side. */
#ifndef PADSKETCH_FILTER_H
#define PADSKETCH_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "_filter_design.h"
#include "_glide.h"
#include "_parameters.h"

#define PS_FILTERS_AT_ONCE 8

/* Audio only. */
typedef struct {
    int64_t started;      /* frame of the hit */
    int64_t until;        /* the control point for which `to` holds */
    int32_t kind;         /* PS_FILTER_ */
    int32_t rate;
    float highest;        /* octaves above the lowest cutoff that the rate allows */
    ps_glide cutoff;      /* octaves above the lowest */
    ps_glide resonance;   /* 0..1 */
    ps_glide offset;      /* octaves: what key and velocity add to the cutoff */
    float key;            /* octaves a semitone of the tune */
    float depth;          /* octaves: what the envelope adds at its top */
    float attack;         /* of the envelope, frames */
    float decay;          /* frames until -60 dB */
    bool is_on;           /* false: all passes untouched */
    bool moves;           /* some slope is not 0 */
    bool is_new;          /* switched on while it sounds: begins as if it had always been on */
    float at[PS_FILTER_COEFFICIENTS];    /* at the control point before, or where its line would be */
    float slope[PS_FILTER_COEFFICIENTS]; /* a frame */
    float to[PS_FILTER_COEFFICIENTS];
    float first[2];       /* state of the two integrators, left and right */
    float second[2];
} ps_filter;

/* values: of a pad, within their ranges; tune: semitones of the voice; frame: of the hit. */
void ps_filter_start(ps_filter *filter, const float values[PS_PAD_PARAMETERS], float tune,
                     int32_t velocity, int64_t frame, int32_t rate);
/* Right after the start: slide to another cutoff and resonance, with a tune that rises by semitones. */
void ps_filter_slide(ps_filter *filter, const float to[PS_PAD_PARAMETERS], float rise, ps_slide slide);
/* While it sounds, at an absolute frame: move to another cutoff (Hz) or resonance over n_frames. */
void ps_filter_aim_cutoff(ps_filter *filter, float hertz, int32_t n_frames, int64_t frame);
void ps_filter_aim_resonance(ps_filter *filter, float resonance, int32_t n_frames, int64_t frame);
/* Frames until its ringing is inaudible once it is fed with silence; 0 where it is off. */
int32_t ps_filter_ring(const ps_filter *filter);
/* Filter n_filters <= PS_FILTERS_AT_ONCE, each in place: n_frames from `frame` (absolute) on, stereo
 * interleaved. The result of one does not depend on the others. */
void ps_filters_process(ps_filter *const filters[], float *const frames[], int32_t n_filters,
                        int64_t frame, int32_t n_frames);

#endif
