/* From the pad and its locks to values that the nouns of a voice may trust. */
#include "_settings.h"

#include <string.h>

#include "_rows.h"

static const ps_row ROWS[PS_PAD_PARAMETERS] = {PS_PAD_TABLE(PS_ROW)};

_Static_assert(PS_PAD_PARAMETERS <= 32, "a bit per parameter");

static void clamp_all(float values[PS_PAD_PARAMETERS])
{
    for (int32_t i = 0; i < PS_PAD_PARAMETERS; i++)
        values[i] = ps_row_clamped(&ROWS[i], values[i]);
}

void ps_settings_of_pad(ps_settings *settings, const ps_pad *pad)
{
    memcpy(settings->values, pad->values, sizeof settings->values);
    clamp_all(settings->values);
    settings->slide = (ps_slide){0, 0};
    settings->locked = 0;
}

/* The first lock of a parameter counts. Returns a bit per parameter that has one. */
static uint32_t apply_locks(float values[PS_PAD_PARAMETERS], const ps_lock *locks, int32_t n_locks)
{
    uint32_t locked = 0;
    for (int32_t i = 0; i < n_locks; i++) {
        const int32_t parameter = locks[i].parameter;
        if (parameter < 0 || parameter >= PS_PAD_PARAMETERS || ps_settings_locks(locked, parameter))
            continue;
        values[parameter] = locks[i].value;
        locked |= UINT32_C(1) << parameter;
    }
    return locked;
}

static void aim_slide(ps_settings *settings, const ps_score *score, const ps_hit *hit)
{
    const ps_lock *locks = &score->locks[hit->first_target];
    memcpy(settings->targets, score->pads[hit->pad].values, sizeof settings->targets);
    settings->locked |= apply_locks(settings->targets, locks, hit->n_targets);
    settings->slide = (ps_slide){hit->slide, hit->slide - hit->slid};
    clamp_all(settings->targets);
}

void ps_settings_of_hit(ps_settings *settings, const ps_score *score, const ps_hit *hit)
{
    const ps_lock *locks = &score->locks[hit->first_lock];
    memcpy(settings->values, score->pads[hit->pad].values, sizeof settings->values);
    settings->locked = apply_locks(settings->values, locks, hit->n_locks);
    settings->slide = (ps_slide){0, 0};
    clamp_all(settings->values);
    if (hit->slide > 0)
        aim_slide(settings, score, hit);
}

bool ps_settings_locks(uint32_t locked, int32_t parameter)
{
    return locked >> parameter & 1;
}

int32_t ps_settings_choice(const float values[PS_PAD_PARAMETERS], int32_t parameter)
{
    return (int32_t)(values[parameter] + 0.5f);
}

int32_t ps_settings_smoothing(int32_t parameter, int32_t rate)
{
    return ps_row_smoothing(&ROWS[parameter], rate);
}
