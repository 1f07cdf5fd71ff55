/* The delay: one line, one tap that moves by crossfade, filters and a limit in the loop. */
#include <math.h>
#include <string.h>

#include "_delay.h"
#include "_returns.h"

#define LN_MILLION 13.815510557964274
#define NOTES_PER_QUARTER 24 /* the unit of `NOTES`: all times are whole */

static const int32_t NOTES[] = {
    [PS_TIME_1_32] = 3, [PS_TIME_1_16T] = 4, [PS_TIME_1_16] = 6, [PS_TIME_1_16D] = 9,
    [PS_TIME_1_8T] = 8, [PS_TIME_1_8] = 12,  [PS_TIME_1_8D] = 18, [PS_TIME_1_4T] = 16,
    [PS_TIME_1_4] = 24, [PS_TIME_1_4D] = 36, [PS_TIME_1_2] = 48,
};

static const ps_row ROWS[PS_DELAY_PARAMETERS] = {PS_DELAY_TABLE(PS_ROW)};

static float value_of(const float *values, int32_t parameter)
{
    return ps_row_clamped(&ROWS[parameter], values[parameter]);
}

/* ---- settings ---- */

static int32_t tap_frames(int32_t rate, int32_t time, int32_t millibpm)
{
    const int64_t notes = INT64_C(60000) * rate * NOTES[time];
    const int64_t tempo = (int64_t)NOTES_PER_QUARTER * (millibpm > 0 ? millibpm : 1);
    int64_t frames = (notes + tempo / 2) / tempo;
    while (frames >= PS_DELAY_FRAMES)
        frames /= 2;
    return frames > 0 ? (int32_t)frames : 1;
}

static void pole_set(ps_pole *pole, float hertz, int32_t rate)
{
    const double g = warped(hertz, rate);
    pole->gain = (float)(g / (1.0 + g));
}

static void start_fade(ps_delay *delay)
{
    delay->old_tap = delay->tap;
    delay->tap = delay->next_tap;
    delay->fade_left = delay->tap != delay->old_tap ? delay->fade_frames : 0;
}

static void cross(ps_delay *delay, bool is_crossed)
{
    if (is_crossed == delay->is_crossed)
        return;
    delay->is_crossed = is_crossed;
    delay->cross_left = delay->fade_frames - delay->cross_left;
}

void ps_delay_init(ps_delay *delay, int32_t rate)
{
    delay->rate = rate;
    delay->fade_frames = rate * FADE_MS / 1000;
    delay->tap = delay->old_tap = delay->next_tap = 1;
    ps_delay_reset(delay);
}

void ps_delay_set(ps_delay *delay, const float values[PS_DELAY_PARAMETERS], int32_t millibpm)
{
    const bool is_silent = ps_delay_is_silent(delay);
    const int32_t time = (int32_t)value_of(values, PS_DELAY_TIME);
    delay->next_tap = tap_frames(delay->rate, time, millibpm);
    cross(delay, (int32_t)value_of(values, PS_DELAY_SPREAD) == PS_SPREAD_PING_PONG);
    if (delay->fade_left == 0)
        start_fade(delay);
    if (is_silent)
        delay->fade_left = delay->cross_left = 0;
    delay->feedback = value_of(values, PS_DELAY_FEEDBACK) / 100.0f;
    pole_set(&delay->low_cut, value_of(values, PS_DELAY_LOW_CUT), delay->rate);
    pole_set(&delay->high_cut, value_of(values, PS_DELAY_HIGH_CUT), delay->rate);
}

/* ---- sound ---- */

/* Below -6 dBFS as it is, above it bends towards full scale: however often an echo goes round, the
 * line stays bounded. */
static inline float bounded(float x)
{
    const float size = fabsf(x);
    return size <= 0.5f ? x : copysignf(1.0f - 0.25f / size, x);
}

/* The low side of a one-pole filter (topology-preserving transform, Zavalishin 2012). */
static inline float lows(ps_pole *pole, int32_t side, float x)
{
    const float step = (x - pole->state[side]) * pole->gain;
    const float low = pole->state[side] + step;
    pole->state[side] = unless_below(SPENT, low + step);
    return low;
}

static inline bool is_spent(const ps_pole *pole)
{
    return pole->state[0] == 0.0f && pole->state[1] == 0.0f;
}

static inline float heard(const ps_delay *delay, int32_t tap, int32_t side)
{
    const int32_t place = (delay->position - tap) & (PS_DELAY_FRAMES - 1);
    return tap <= delay->age ? delay->line[place][side] : 0.0f;
}

static inline float echo_of(const ps_delay *delay, int32_t side)
{
    const float echo = heard(delay, delay->tap, side);
    if (delay->fade_left == 0)
        return echo;
    const float old = (float)delay->fade_left / (float)delay->fade_frames;
    return (1.0f - old) * echo + old * heard(delay, delay->old_tap, side);
}

/* 0: every side keeps to itself, 1: the echoes change sides. */
static inline float crossing(const ps_delay *delay)
{
    const float left = (float)delay->cross_left / (float)delay->fade_frames;
    return delay->is_crossed ? 1.0f - left : left;
}

static inline void write_frame(ps_delay *delay, const float in[2], const float back[2])
{
    const float crossed = crossing(delay), straight = 1.0f - crossed;
    const float first = 0.5f * (in[0] + in[1]) + back[1];
    float *frame = delay->line[delay->position];
    frame[0] = unless_below(INAUDIBLE, straight * (in[0] + back[0]) + crossed * first);
    frame[1] = unless_below(INAUDIBLE, straight * (in[1] + back[1]) + crossed * back[0]);
    delay->position = (delay->position + 1) & (PS_DELAY_FRAMES - 1);
    if (frame[0] != 0.0f || frame[1] != 0.0f)
        delay->quiet = 0;
}

/* A longer tap must not find what the line still holds. */
static void forget(ps_delay *delay)
{
    delay->age = 0;
    delay->quiet = PS_DELAY_FRAMES;
}

static inline void grow_older(ps_delay *delay)
{
    delay->quiet += delay->quiet < PS_DELAY_FRAMES;
    delay->age += delay->age < PS_DELAY_FRAMES;
    delay->cross_left -= delay->cross_left > 0;
    if (delay->fade_left > 0 && --delay->fade_left == 0)
        start_fade(delay);
    if (delay->quiet > delay->tap && delay->fade_left == 0)
        forget(delay);
}

void ps_delay_process(ps_delay *delay, const float *in, float *out, int32_t n_frames)
{
    ps_pole low_cut = delay->low_cut, high_cut = delay->high_cut;
    for (int32_t i = 0; i < n_frames; i++) {
        const float frame[2] = {in[2 * i], in[2 * i + 1]};
        float back[2];
        for (int32_t side = 0; side < 2; side++) {
            const float echo = echo_of(delay, side);
            const float bright = echo - lows(&low_cut, side, echo);
            out[2 * i + side] = lows(&high_cut, side, bright);
            back[side] = bounded(delay->feedback * out[2 * i + side]);
        }
        write_frame(delay, frame, back);
        grow_older(delay);
    }
    delay->low_cut = low_cut;
    delay->high_cut = high_cut;
}

bool ps_delay_is_silent(const ps_delay *delay)
{
    return delay->quiet == PS_DELAY_FRAMES && delay->fade_left == 0 && delay->cross_left == 0 &&
           is_spent(&delay->low_cut) && is_spent(&delay->high_cut);
}

void ps_delay_reset(ps_delay *delay)
{
    delay->tap = delay->next_tap;
    delay->fade_left = delay->cross_left = 0;
    forget(delay);
    memset(delay->low_cut.state, 0, sizeof delay->low_cut.state);
    memset(delay->high_cut.state, 0, sizeof delay->high_cut.state);
}

double ps_delay_ring(const float values[PS_DELAY_PARAMETERS], int32_t millibpm)
{
    const int32_t notes = NOTES[(int32_t)value_of(values, PS_DELAY_TIME)];
    const double tempo = (double)NOTES_PER_QUARTER * (millibpm > 0 ? millibpm : 1);
    const double time = 60000.0 * notes / tempo;
    const double feedback = value_of(values, PS_DELAY_FEEDBACK) / 100.0;
    int32_t n_echoes = 1;
    for (double gain = feedback; gain > 1e-6; gain *= feedback)
        n_echoes++;
    return n_echoes * time + LN_MILLION / (2.0 * PI * value_of(values, PS_DELAY_LOW_CUT));
}
