/* The soft clip of the mix: a curve, oversampled, that bends peaks towards full scale. Everything
 * is called on audio. */
#ifndef PADSKETCH_SOFT_CLIP_H
#define PADSKETCH_SOFT_CLIP_H

#include <stdint.h>

#include "_oversampler.h"

#define PS_SOFT_CLIP_LATENCY 23 /* frames */
#define PS_SOFT_CLIP_CHUNK 64   /* frames */
#define PS_SOFT_CLIP_LINE (2 * (PS_SOFT_CLIP_LATENCY + PS_SOFT_CLIP_CHUNK))

/* It takes from the frames what the curve cuts off, so that all it leaves alone passes bit for bit. */
typedef struct {
    ps_oversampler oversampler;
    float gain;   /* linear, >= 1 */
    float amount; /* share of the cut that is taken, 0..1 */
    int32_t tail; /* frames for which a cut has still a part in what leaves */
    float line[PS_SOFT_CLIP_LINE];                    /* frames on their way through */
    float cut_on[PS_SOFT_CLIP_LINE];                  /* what the curve cuts off on a frame */
    float cut_between[PS_BETWEEN][PS_SOFT_CLIP_LINE]; /* and between two */
} ps_soft_clip;

/* `clip` is zeroed. It is off until it is set. */
void ps_soft_clip_init(ps_soft_clip *clip);
/* At control points: dB of gain into the curve, 0: off. The first decibel fades the curve in. */
void ps_soft_clip_set(ps_soft_clip *clip, float gain_db);
/* Stereo frames, in place, late by PS_SOFT_CLIP_LATENCY; bit for bit where nothing is above -3 dBFS
 * after the gain. */
void ps_soft_clip_process(ps_soft_clip *clip, float *frames, int32_t n_frames);
/* Back to silence; what was set remains. */
void ps_soft_clip_reset(ps_soft_clip *clip);

#endif
