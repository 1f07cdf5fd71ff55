/* Four times as many frames, and back: what true peaks and the soft clip look between frames with. */
#ifndef PADSKETCH_OVERSAMPLER_H
#define PADSKETCH_OVERSAMPLER_H

#include <stdint.h>

#define PS_OVERSAMPLER_TAPS 24
#define PS_OVERSAMPLER_BEFORE 11 /* frames before a place between two frames that count for it */
#define PS_OVERSAMPLER_AFTER 12  /* and after */
#define PS_BETWEEN 3             /* places between two frames: 1/4, 1/2 and 3/4 */
/* No value between frames whose magnitude is at most 1 is greater than this. */
#define PS_OVERSAMPLER_BOUND 2.31f

/* Written by init only; stateless, so that frames can be worked out in any order. */
typedef struct {
    float rows[PS_BETWEEN][PS_OVERSAMPLER_TAPS];
    float even[PS_OVERSAMPLER_TAPS / 2]; /* the first half of the first row is even + odd, */
    float odd[PS_OVERSAMPLER_TAPS / 2];  /* of the last row even - odd */
} ps_oversampler;

void ps_oversampler_init(ps_oversampler *oversampler);
/* The values between stereo frame i and the next, to up[place][2 * i]. Reads PS_OVERSAMPLER_BEFORE
 * frames before the first and PS_OVERSAMPLER_AFTER after the last. Flat to 0.4 of the rate, images
 * 60 dB down from 0.6 on. */
void ps_oversampler_up(const ps_oversampler *oversampler, const float *frames,
                       float *const up[PS_BETWEEN], int32_t n_frames);
/* The way back: stereo frames from the values on them and between them, of which it keeps what lies
 * below half the rate. Reads `between` PS_OVERSAMPLER_AFTER places before the first frame and
 * PS_OVERSAMPLER_BEFORE after the last. Of zeros it makes zeros, none of them negative. */
void ps_oversampler_down(const ps_oversampler *oversampler, const float *on,
                         const float *const between[PS_BETWEEN], float *frames, int32_t n_frames);

#endif
