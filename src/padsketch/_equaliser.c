/* The equaliser: three state-variable filters by trapezoidal integration (Simper 2013), whose responses
 * are those of the bilinear transform. */
#include "_equaliser.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846
#define SHELF_Q 0.70710678118654752
#define HIGHEST 0.49 /* of the rate */

/* g and k place and damp the poles; mix is what of the input, the band and the low goes out. */
static void place(ps_band *band, double g, double k, const double mix[3])
{
    const double a = 1.0 / (1.0 + g * (g + k));
    band->a[0] = (float)a;
    band->a[1] = (float)(g * a);
    band->a[2] = (float)(g * g * a);
    for (int32_t i = 0; i < 3; i++)
        band->mix[i] = (float)mix[i];
}

static double warped(float hertz, int32_t rate)
{
    const double share = (double)hertz / rate;
    return tan(PI * (share < HIGHEST ? share : HIGHEST));
}

/* The square root of a gain. */
static double root_gain(float gain_db)
{
    return pow(10.0, (double)gain_db / 40.0);
}

static void set_low(ps_equaliser *equaliser)
{
    const double a = root_gain(equaliser->set.low_db), k = 1.0 / SHELF_Q;
    const double mix[3] = {1.0, k * (a - 1.0), a * a - 1.0};
    place(&equaliser->bands[0], warped(equaliser->set.low_hz, equaliser->rate) / sqrt(a), k, mix);
}

static void set_mid(ps_equaliser *equaliser)
{
    const double a = root_gain(equaliser->set.mid_db);
    const double k = 1.0 / ((double)equaliser->set.mid_q * a);
    const double mix[3] = {1.0, k * (a * a - 1.0), 0.0};
    place(&equaliser->bands[1], warped(equaliser->set.mid_hz, equaliser->rate), k, mix);
}

static void set_high(ps_equaliser *equaliser)
{
    const double a = root_gain(equaliser->set.high_db), k = 1.0 / SHELF_Q;
    const double mix[3] = {a * a, k * (1.0 - a) * a, 1.0 - a * a};
    place(&equaliser->bands[2], warped(equaliser->set.high_hz, equaliser->rate) * sqrt(a), k, mix);
}

void ps_equaliser_init(ps_equaliser *equaliser, int32_t rate)
{
    const ps_equalisation flat = {100.0f, 0.0f, 1000.0f, 1.0f, 0.0f, 8000.0f, 0.0f};
    equaliser->rate = rate;
    ps_equaliser_set(equaliser, &flat);
}

void ps_equaliser_set(ps_equaliser *equaliser, const ps_equalisation *equalisation)
{
    if (memcmp(&equaliser->set, equalisation, sizeof *equalisation) == 0)
        return;
    equaliser->set = *equalisation;
    equaliser->is_flat = equalisation->low_db == 0.0f && equalisation->mid_db == 0.0f &&
                         equalisation->high_db == 0.0f;
    if (equaliser->is_flat) {
        ps_equaliser_reset(equaliser);
        return;
    }
    set_low(equaliser);
    set_mid(equaliser);
    set_high(equaliser);
}

bool ps_equaliser_is_flat(const ps_equaliser *equaliser)
{
    return equaliser->is_flat;
}

static inline ps_sides4 pass(const ps_band *band, ps_sides4 state[2], ps_sides4 in)
{
    const ps_sides4 rest = in - state[1];
    const ps_sides4 middle = band->a[0] * state[0] + band->a[1] * rest;
    const ps_sides4 low = state[1] + (band->a[1] * state[0] + band->a[2] * rest);
    state[0] = 2.0f * middle - state[0];
    state[1] = 2.0f * low - state[1];
    return band->mix[0] * in + (band->mix[1] * middle + band->mix[2] * low);
}

void ps_equaliser_process(ps_equaliser *equaliser, float *frames, int32_t n_frames)
{
    const ps_band low = equaliser->bands[0], mid = equaliser->bands[1], high = equaliser->bands[2];
    ps_sides4 states[PS_BANDS][2];
    if (equaliser->is_flat)
        return;
    memcpy(states, equaliser->states, sizeof states);
    for (int32_t i = 0; i < n_frames; i++) {
        const ps_sides4 in = {frames[2 * i], frames[2 * i + 1]};
        const ps_sides4 out = pass(&high, states[2], pass(&mid, states[1], pass(&low, states[0], in)));
        frames[2 * i] = out[0];
        frames[2 * i + 1] = out[1];
    }
    memcpy(equaliser->states, states, sizeof states);
}

void ps_equaliser_reset(ps_equaliser *equaliser)
{
    memset(equaliser->states, 0, sizeof equaliser->states);
}
