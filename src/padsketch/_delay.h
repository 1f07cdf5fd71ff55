/* The delay: echoes in time with the music. Called on audio, ps_delay_ring anywhere. */
#ifndef PADSKETCH_DELAY_H
#define PADSKETCH_DELAY_H

#include <stdbool.h>
#include <stdint.h>

#include "_parameters.h"

#define PS_DELAY_FRAMES (1 << 19) /* a time that does not fit is halved until it does */

/* A one-pole filter for two sides. */
typedef struct {
    float gain;     /* 0..1 */
    float state[2];
} ps_pole;

typedef struct {
    int32_t rate;
    int32_t fade_frames; /* that a change of time or spread takes */
    int32_t tap;         /* frames between two echoes; during a fade the ones that come in */
    int32_t old_tap;     /* the ones that go out */
    int32_t next_tap;    /* wanted once the fade is over */
    int32_t fade_left;   /* frames */
    int32_t cross_left;  /* frames until the sides are as `is_crossed` says */
    bool is_crossed;     /* an echo comes back on the other side */
    float feedback;      /* gain, < 1 */
    ps_pole low_cut;
    ps_pole high_cut;
    int32_t position;    /* where the next frame is written */
    int32_t age;         /* frames of the line that count; the ones before are silence */
    int32_t quiet;       /* frames since an echo was written; PS_DELAY_FRAMES: none is left */
    _Alignas(64) float line[PS_DELAY_FRAMES][2];
} ps_delay;

/* `delay` is zeroed; rate in Hz. */
void ps_delay_init(ps_delay *delay, int32_t rate);
/* At control points: the values of now in the units of the table; the level is not used. */
void ps_delay_set(ps_delay *delay, const float values[PS_DELAY_PARAMETERS], int32_t millibpm);
/* Stereo frames; writes the echoes alone. */
void ps_delay_process(ps_delay *delay, const float *in, float *out, int32_t n_frames);
/* Fed with silence it would write zeros for ever, and stay as it is. */
bool ps_delay_is_silent(const ps_delay *delay);
/* Back to silence; what was set remains. */
void ps_delay_reset(ps_delay *delay);
/* Seconds after which an input of full scale has died away to -120 dB. */
double ps_delay_ring(const float values[PS_DELAY_PARAMETERS], int32_t millibpm);

#endif
