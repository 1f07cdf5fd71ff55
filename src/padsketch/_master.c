/* The master chain: hands its parameters to the nouns in it, and frames through them. */
#include "_master.h"

#include <math.h>
#include <string.h>

#include "_rows.h"

static const ps_row ROWS[PS_MASTER_PARAMETERS] = {PS_MASTER_TABLE(PS_ROW)};

static float in_range(int32_t parameter, const float *values)
{
    return ps_row_clamped(&ROWS[parameter], values[parameter]);
}

void ps_master_init(ps_master *master, int32_t rate)
{
    float values[PS_MASTER_PARAMETERS];
    ps_compressor_init(&master->glue, rate);
    ps_soft_clip_init(&master->clip);
    ps_limiter_init(&master->limiter, rate);
    for (int32_t i = 0; i < PS_MASTER_PARAMETERS; i++)
        values[i] = ROWS[i].initial;
    ps_master_set(master, values);
}

int32_t ps_master_latency(int32_t rate)
{
    return PS_SOFT_CLIP_LATENCY + ps_limiter_latency(rate);
}

static void set_limiter(ps_limiter *limiter, const float *values)
{
    const bool is_on = in_range(PS_MASTER_LIMITER, values) >= 0.5f;
    const double ceiling_db = (double)in_range(PS_MASTER_CEILING_DB, values);
    const float ceiling = is_on ? (float)pow(10.0, ceiling_db / 20.0) : INFINITY;
    ps_limiter_set(limiter, ceiling, in_range(PS_MASTER_LIMITER_RELEASE, values));
}

void ps_master_set(ps_master *master, const float values[PS_MASTER_PARAMETERS])
{
    if (memcmp(values, master->values, sizeof master->values) == 0)
        return;
    memcpy(master->values, values, sizeof master->values);
    const ps_compression glue = {
        .threshold_db = in_range(PS_MASTER_GLUE_THRESHOLD_DB, values),
        .ratio = in_range(PS_MASTER_GLUE_RATIO, values),
        .attack = in_range(PS_MASTER_GLUE_ATTACK, values),
        .release = in_range(PS_MASTER_GLUE_RELEASE, values),
        .makeup_db = in_range(PS_MASTER_GLUE_MAKEUP_DB, values),
    };
    ps_compressor_set(&master->glue, &glue);
    ps_soft_clip_set(&master->clip, in_range(PS_MASTER_CLIP_DB, values));
    set_limiter(&master->limiter, values);
}

void ps_master_process(ps_master *master, float *frames, int32_t n_frames)
{
    ps_compressor_process(&master->glue, frames, frames, n_frames);
    ps_soft_clip_process(&master->clip, frames, n_frames);
    ps_limiter_process(&master->limiter, frames, n_frames);
}

float ps_master_glue_reduction(const ps_master *master)
{
    return ps_compressor_reduction(&master->glue);
}

float ps_master_limiter_reduction(const ps_master *master)
{
    return ps_limiter_reduction(&master->limiter);
}

void ps_master_reset(ps_master *master)
{
    ps_compressor_reset(&master->glue);
    ps_soft_clip_reset(&master->clip);
    ps_limiter_reset(&master->limiter);
}
