/* The order and the grid of a lane. A step is step / parts positions long, which need not be whole: times
 * are exact until they are rounded down, once. */
#include "_lane.h"

#define HUNDREDTHS 10000 /* of a percent, in which swing is given */

int64_t ps_floor_div(int64_t a, int64_t b)
{
    const int64_t quotient = a / b;
    return quotient - (a % b != 0 && (a % b < 0) != (b < 0));
}

int64_t ps_ceil_div(int64_t a, int64_t b)
{
    return -ps_floor_div(-a, b);
}

/* ---- order ---- */

uint64_t ps_lane_hash(const ps_playing_lane *at, int64_t n, uint32_t purpose)
{
    const int64_t n_steps = at->lane->n_steps;
    return ps_hash(at->score->seed, at->pattern->key, at->lane->key, n / n_steps + 1, n % n_steps,
                   purpose);
}

static int64_t drawn(const ps_playing_lane *at, int64_t n)
{
    const uint64_t bits = ps_lane_hash(at, n, PS_PURPOSE_PLACE) >> 32;
    return (int64_t)(bits * (uint64_t)at->lane->n_steps >> 32);
}

static int64_t directed(const ps_playing_lane *at, int64_t n)
{
    const int64_t n_steps = at->lane->n_steps, place = n % n_steps;
    switch (at->lane->direction) {
    case PS_LANE_BACKWARD:
        return n_steps - 1 - place;
    case PS_LANE_PING_PONG:
        return n / n_steps % 2 == 0 ? place : n_steps - 1 - place;
    case PS_LANE_RANDOM:
        return drawn(at, n);
    default:
        return place;
    }
}

/* Direction says which place is played, rotation which written step stands there. */
static int64_t written(const ps_playing_lane *at, int64_t n)
{
    const int64_t place = directed(at, n) - at->lane->rotation;
    return place < 0 ? place + at->lane->n_steps : place;
}

const ps_step *ps_lane_step(const ps_playing_lane *at, int64_t n)
{
    return &at->score->steps[at->lane->first_step + written(at, n)];
}

/* ---- grid ---- */

int64_t ps_lane_first(const ps_lane *lane, int64_t position)
{
    return ps_ceil_div(position * lane->parts, lane->step);
}

/* Pairs are counted from the start of the pattern's pass, so that a lane of another length stays in the
 * groove. */
static bool is_second(const ps_playing_lane *at, int64_t n)
{
    const ps_lane *lane = at->lane;
    return n * lane->step % (at->pattern->length * lane->parts) / lane->step % 2 == 1;
}

/* In HUNDREDTHS * parts of a position. */
static int64_t swung(const ps_playing_lane *at, int64_t n)
{
    const int64_t swing = is_second(at, n) ? 2 * at->lane->swing - HUNDREDTHS : 0;
    return (n * HUNDREDTHS + swing) * at->lane->step;
}

/* Rolls without a rate of their own share the step. */
int64_t ps_lane_position(const ps_playing_lane *at, int64_t n, const ps_step *step, int32_t roll)
{
    const int64_t shared = step->rate > 0 ? 0 : HUNDREDTHS * roll * at->lane->step;
    const int64_t unit = HUNDREDTHS * (int64_t)at->lane->parts * step->rolls;
    return ps_floor_div(swung(at, n) * step->rolls + shared, unit) + step->nudge +
           (int64_t)roll * step->rate;
}

int64_t ps_lane_held(const ps_playing_lane *at, const ps_step *step)
{
    const ps_lane *lane = at->lane;
    if (step->length > 0.0f)
        return (int64_t)((double)step->length * (double)lane->step) / lane->parts;
    if (at->score->pads[lane->pad].mode != PS_GATE)
        return -1;
    return step->rate > 0 ? step->rate : lane->step / ((int64_t)lane->parts * step->rolls);
}

static const ps_lane *lane_of_pad(const ps_score *score, const ps_pattern *pattern, int32_t pad)
{
    for (int32_t i = 0; i < pattern->n_lanes; i++)
        if (score->lanes[pattern->first_lane + i].pad == pad)
            return &score->lanes[pattern->first_lane + i];
    return NULL;
}

int32_t ps_lane_heard(const ps_score *score, int32_t pattern, int32_t pad, int64_t position)
{
    ps_playing_lane at = {.score = score, .pattern = &score->patterns[pattern]};
    at.lane = lane_of_pad(score, at.pattern, pad);
    if (!at.lane || position < 0)
        return -1;
    const int64_t n = ps_lane_first(at.lane, position + 1) - 1;
    const bool has_begun = swung(&at, n) < (position + 1) * HUNDREDTHS * at.lane->parts;
    return (int32_t)written(&at, has_begun ? n : n - 1);
}
