/* The master chain: glue compressor, soft clip, limiter. Everything but the latency is called on
 * audio. */
#ifndef PADSKETCH_MASTER_H
#define PADSKETCH_MASTER_H

#include <stdint.h>

#include "_compressor.h"
#include "_limiter.h"
#include "_parameters.h"
#include "_soft_clip.h"

typedef struct {
    float values[PS_MASTER_PARAMETERS]; /* as they were set last */
    ps_compressor glue;
    ps_soft_clip clip;
    ps_limiter limiter;
} ps_master;

/* `master` is zeroed; rate in Hz. It begins with the defaults of the table. */
void ps_master_init(ps_master *master, int32_t rate);
/* Any thread: frames of delay, the same whatever is switched on. */
int32_t ps_master_latency(int32_t rate);
/* At control points, in the units of the table; what is out of its range counts as its end, and
 * what is no number as the default. The level is not used: the frames have it already. */
void ps_master_set(ps_master *master, const float values[PS_MASTER_PARAMETERS]);
/* Stereo frames, in place, late by the latency; bit for bit where everything is off. */
void ps_master_process(ps_master *master, float *frames, int32_t n_frames);
/* dB now, >= 0. */
float ps_master_glue_reduction(const ps_master *master);
float ps_master_limiter_reduction(const ps_master *master);
/* Back to silence; what was set remains. */
void ps_master_reset(ps_master *master);

#endif
