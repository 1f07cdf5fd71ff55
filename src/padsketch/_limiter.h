/* The limiter of the mix: looks ahead and holds true peaks under a ceiling. Everything is called on
 * audio. */
#ifndef PADSKETCH_LIMITER_H
#define PADSKETCH_LIMITER_H

#include <stdint.h>

#include "_true_peak.h"

#define PS_LIMITER_LONGEST 288 /* frames of look-ahead: 1.5 ms at 192 kHz */
#define PS_LIMITER_WINDOW 512  /* a power of two above the look-ahead */
#define PS_LIMITER_CHUNK PS_TRUE_PEAK_CHUNK
#define PS_LIMITER_LINE (PS_LIMITER_LONGEST + PS_TRUE_PEAK_AFTER + PS_LIMITER_CHUNK)

/* The greatest depth of the last frames: the depths that may yet be it, falling from the oldest to
 * the newest. */
typedef struct {
    float depths[PS_LIMITER_WINDOW]; /* > 0 */
    int64_t times[PS_LIMITER_WINDOW];
    uint32_t oldest;
    uint32_t end;
} ps_greatest;

/* A moving sum, in integers because they never drift. */
typedef struct {
    int64_t values[PS_LIMITER_LONGEST];
    int64_t sum;
    int32_t length;
    int32_t at;
} ps_moving_sum;

/* A depth is 1 - gain: 0 leaves a frame as it is. */
typedef struct {
    ps_oversampler oversampler;
    float rate;         /* Hz */
    int32_t look_ahead; /* frames */
    float ceiling;      /* linear; infinite: off */
    float release_ms;
    float release;      /* share of the way that a frame covers, 0..1 */
    float depth;        /* held and released, not yet smoothed */
    double full;        /* what `second` sums up to at a depth of 1 */
    int64_t time;       /* frames since it began */
    ps_greatest window;
    ps_moving_sum first; /* both together: a ramp without corners, as long as the look-ahead */
    ps_moving_sum second;
    float line[2 * PS_LIMITER_LINE];
} ps_limiter;

/* `limiter` is zeroed; rate in Hz. It is off until it is set. */
void ps_limiter_init(ps_limiter *limiter, int32_t rate);
/* Frames by which it delays, on or off. */
int32_t ps_limiter_latency(int32_t rate);
/* At control points: linear ceiling, INFINITY for off; milliseconds of release. */
void ps_limiter_set(ps_limiter *limiter, float ceiling, float release_ms);
/* Stereo frames, in place, late by the latency; bit for bit where no true peak is above the
 * ceiling. */
void ps_limiter_process(ps_limiter *limiter, float *frames, int32_t n_frames);
/* dB now, >= 0. */
float ps_limiter_reduction(const ps_limiter *limiter);
/* Back to silence; what was set remains. */
void ps_limiter_reset(ps_limiter *limiter);

#endif
