/* The effects: controls and levels around the delay and the reverb, which rest while they are silent. */
#include "_effects.h"

#include <string.h>

#define LEVEL 0 /* the level is the first parameter of both */

_Static_assert(PS_DELAY_LEVEL_DB == LEVEL && PS_REVERB_LEVEL_DB == LEVEL, "levels come first");

static const ps_row DELAY_ROWS[PS_DELAY_PARAMETERS] = {PS_DELAY_TABLE(PS_ROW)};
static const ps_row REVERB_ROWS[PS_REVERB_PARAMETERS] = {PS_REVERB_TABLE(PS_ROW)};

static bool is_silent(const ps_effects *effects, int32_t place)
{
    if (place == PS_DELAY_RETURN)
        return ps_delay_is_silent(&effects->delay);
    return ps_reverb_is_silent(&effects->reverb);
}

static void take(ps_effects *effects, int32_t place)
{
    float now[PS_MAX_CONTROLS];
    ps_controls_take(&effects->returns[place].controls, now);
    if (place == PS_DELAY_RETURN)
        ps_delay_set(&effects->delay, now, effects->millibpm);
    else
        ps_reverb_set(&effects->reverb, now);
}

static void aim_level(ps_return *path, int32_t n_frames)
{
    const float gain = ps_level_gain(ps_controls_target(&path->controls, LEVEL));
    ps_ramp_aim(&path->level, (const float[2]){gain, gain}, n_frames);
}

static void adopt(ps_effects *effects, int32_t place, const float *values)
{
    ps_return *path = &effects->returns[place];
    const bool at_once = is_silent(effects, place);
    ps_controls_aim(&path->controls, values, at_once);
    if (!path->is_ending)
        aim_level(path, at_once ? 0 : ps_controls_smoothing(&path->controls, LEVEL));
    if (at_once && path->controls.is_due)
        take(effects, place);
}

void ps_effects_init(ps_effects *effects, int32_t rate)
{
    ps_delay_init(&effects->delay, rate);
    ps_reverb_init(&effects->reverb, rate);
    ps_controls_init(&effects->returns[PS_DELAY_RETURN].controls, DELAY_ROWS, PS_DELAY_PARAMETERS,
                     rate);
    ps_controls_init(&effects->returns[PS_REVERB_RETURN].controls, REVERB_ROWS,
                     PS_REVERB_PARAMETERS, rate);
}

void ps_effects_adopt(ps_effects *effects, const ps_score *score)
{
    adopt(effects, PS_DELAY_RETURN, score->delay);
    adopt(effects, PS_REVERB_RETURN, score->reverb);
}

void ps_effects_set_tempo(ps_effects *effects, int32_t millibpm)
{
    if (millibpm == effects->millibpm)
        return;
    effects->millibpm = millibpm;
    effects->returns[PS_DELAY_RETURN].controls.is_due = true;
    if (is_silent(effects, PS_DELAY_RETURN))
        take(effects, PS_DELAY_RETURN);
}

void ps_effects_end(ps_effects *effects)
{
    for (int32_t place = 0; place < PS_RETURNS; place++) {
        ps_return *path = &effects->returns[place];
        path->is_ending = !is_silent(effects, place);
        if (path->is_ending)
            ps_ramp_aim(&path->level, (const float[2]){0.0f, 0.0f},
                        ps_controls_smoothing(&path->controls, LEVEL));
    }
}

static void forget_when_faded(ps_effects *effects, int32_t place)
{
    ps_return *path = &effects->returns[place];
    if (!path->is_ending || path->level.left > 0)
        return;
    path->is_ending = false;
    ps_effects_reset(effects, place);
    aim_level(path, 0);
}

static void run(ps_effects *effects, int32_t place, int32_t first, int32_t n_frames)
{
    ps_return *path = &effects->returns[place];
    const float *in = path->in + 2 * first;
    float *out = path->out + 2 * first;
    if (place == PS_DELAY_RETURN)
        ps_delay_process(&effects->delay, in, out, n_frames);
    else
        ps_reverb_process(&effects->reverb, in, out, n_frames);
    ps_controls_advance(&path->controls, n_frames);
    ps_ramp_apply(&path->level, out, n_frames);
    forget_when_faded(effects, place);
}

/* Frames in which neither settings change nor a fade comes to its end. */
static int32_t span_of(const ps_return *path, int64_t frame, int32_t n_frames)
{
    const int32_t left = path->is_ending ? path->level.left : n_frames;
    return ps_controls_span(&path->controls, frame, left < n_frames ? left : n_frames);
}

bool ps_effects_process(ps_effects *effects, int32_t place, int64_t frame, int32_t n_frames)
{
    ps_return *path = &effects->returns[place];
    if (!path->is_fed && !path->controls.is_due && is_silent(effects, place)) {
        ps_ramp_skip(&path->level, n_frames);
        return false;
    }
    for (int32_t done = 0; done < n_frames;) {
        if (ps_controls_are_due_at(&path->controls, frame + done))
            take(effects, place);
        const int32_t span = span_of(path, frame + done, n_frames - done);
        run(effects, place, done, span);
        done += span;
    }
    memset(path->in, 0, 2 * (size_t)n_frames * sizeof(float));
    path->is_fed = false;
    return true;
}

double ps_return_ring(int32_t place, const float *values, int32_t millibpm)
{
    return place == PS_DELAY_RETURN ? ps_delay_ring(values, millibpm) : ps_reverb_ring(values);
}

bool ps_effects_are_ringing(const ps_effects *effects)
{
    return !is_silent(effects, PS_DELAY_RETURN) || !is_silent(effects, PS_REVERB_RETURN);
}

void ps_effects_reset(ps_effects *effects, int32_t place)
{
    if (place == PS_DELAY_RETURN)
        ps_delay_reset(&effects->delay);
    else
        ps_reverb_reset(&effects->reverb);
}
