/* From the pad and its locks to values that the nouns of a voice may trust. */
#include "_settings.h"

#include "_rows.h"

static const ps_row ROWS[PS_PAD_PARAMETERS] = {PS_PAD_TABLE(PS_ROW)};

_Static_assert(PS_PAD_PARAMETERS <= 32, "a bit per parameter");

static void clamp_all(ps_settings *settings)
{
    for (int32_t i = 0; i < PS_PAD_PARAMETERS; i++)
        settings->values[i] = ps_row_clamped(&ROWS[i], settings->values[i]);
}

static void copy_pad(ps_settings *settings, const ps_pad *pad)
{
    for (int32_t i = 0; i < PS_PAD_PARAMETERS; i++)
        settings->values[i] = pad->values[i];
    settings->locked = 0;
}

void ps_settings_of_pad(ps_settings *settings, const ps_pad *pad)
{
    copy_pad(settings, pad);
    clamp_all(settings);
}

/* The first lock of a parameter counts. */
void ps_settings_of_hit(ps_settings *settings, const ps_score *score, const ps_hit *hit)
{
    copy_pad(settings, &score->pads[hit->pad]);
    for (int32_t i = 0; i < hit->n_locks; i++) {
        const ps_lock *lock = &score->locks[hit->first_lock + i];
        const int32_t parameter = lock->parameter;
        if (parameter < 0 || parameter >= PS_PAD_PARAMETERS ||
            ps_settings_locks(settings->locked, parameter))
            continue;
        settings->values[parameter] = lock->value;
        settings->locked |= UINT32_C(1) << parameter;
    }
    clamp_all(settings);
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
