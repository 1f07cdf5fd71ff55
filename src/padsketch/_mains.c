/* The mains: the level of the mix and the master chain behind it. */
#include "_mains.h"

static const ps_row ROWS[PS_MASTER_PARAMETERS] = {PS_MASTER_TABLE(PS_ROW)};

static void take(ps_mains *mains)
{
    float now[PS_MAX_CONTROLS];
    ps_controls_take(&mains->controls, now);
    ps_master_set(&mains->chain, now);
}

void ps_mains_init(ps_mains *mains, int32_t rate)
{
    ps_controls_init(&mains->controls, ROWS, PS_MASTER_PARAMETERS, rate);
    ps_master_init(&mains->chain, rate);
    ps_ramp_aim(&mains->level, (const float[2]){1.0f, 1.0f}, 0);
    mains->latency = ps_master_latency(rate);
}

void ps_mains_switch(ps_mains *mains, bool is_on)
{
    if (is_on != mains->is_on)
        ps_master_reset(&mains->chain);
    mains->is_on = is_on;
}

void ps_mains_adopt(ps_mains *mains, const ps_score *score, bool sounds)
{
    const bool at_once = !sounds || !mains->is_on;
    ps_controls_aim(&mains->controls, score->master, at_once);
    const float gain = ps_level_gain(ps_controls_target(&mains->controls, PS_MASTER_LEVEL_DB));
    const int32_t n_frames =
        at_once ? 0 : ps_controls_smoothing(&mains->controls, PS_MASTER_LEVEL_DB);
    ps_ramp_aim(&mains->level, (const float[2]){gain, gain}, n_frames);
    if (at_once && mains->controls.is_due)
        take(mains);
}

static void run(ps_mains *mains, int64_t frame, float *mix, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames;) {
        if (ps_controls_are_due_at(&mains->controls, frame + done))
            take(mains);
        const int32_t span = ps_controls_span(&mains->controls, frame + done, n_frames - done);
        ps_master_process(&mains->chain, mix + 2 * done, span);
        ps_controls_advance(&mains->controls, span);
        done += span;
    }
}

void ps_mains_process(ps_mains *mains, int64_t frame, float *mix, int32_t n_frames)
{
    if (!mains->is_on)
        return;
    ps_ramp_apply(&mains->level, mix, n_frames);
    run(mains, frame, mix, n_frames);
}

int32_t ps_mains_latency(const ps_mains *mains)
{
    return mains->is_on ? mains->latency : 0;
}

void ps_mains_reset(ps_mains *mains)
{
    ps_master_reset(&mains->chain);
}
