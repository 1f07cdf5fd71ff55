/* Chance and conditions: whether a step sounds. */
#include "_lane.h"

static bool asks_another(const ps_step *step)
{
    return step->condition == PS_PREV || step->condition == PS_NEIGHBOUR;
}

static bool chance_holds(const ps_playing_lane *at, const ps_step *step, int64_t n)
{
    if (step->chance >= 100)
        return true;
    const uint64_t hash = ps_lane_hash(at, n, PS_PURPOSE_CHANCE);
    return ((hash >> 32) * 100) >> 32 < step->chance;
}

/* The conditions that need nothing but the step's own address. */
static bool own_condition_holds(const ps_playing_lane *at, const ps_step *step, int64_t n)
{
    const int64_t passes = n / at->lane->n_steps;
    switch (step->condition) {
    case PS_RATIO:
        return (passes % step->b == step->a - 1) != step->negated;
    case PS_FILL:
        return at->fill != step->negated;
    case PS_FIRST:
        return (passes == 0) != step->negated;
    default:
        return true;
    }
}

/* Whether the last step played before n that has a chance or a condition of its own came true; a lane is
 * searched for one whole pass. */
static bool last_condition(const ps_playing_lane *at, int64_t n)
{
    for (int64_t k = n - 1; k >= 0 && k >= n - at->lane->n_steps; k--) {
        const ps_step *step = ps_lane_step(at, k);
        const bool conditional = step->condition != PS_ALWAYS || step->chance < 100;
        if (step->velocity > 0 && conditional && !asks_another(step))
            return own_condition_holds(at, step, k) && chance_holds(at, step, k);
    }
    return false;
}

/* What the lane above has answered up to the moment of this step. */
static bool neighbour_condition(const ps_playing_lane *at, int64_t n)
{
    const ps_lane *lane = at->lane, *first = &at->score->lanes[at->pattern->first_lane];
    if (lane == first)
        return false;
    ps_playing_lane above = *at;
    above.lane = lane - 1;
    const int64_t over = n * lane->step * above.lane->parts / (lane->parts * above.lane->step);
    return last_condition(&above, over + 1);
}

bool ps_lane_sounds(const ps_playing_lane *at, int64_t n)
{
    const ps_step *step = ps_lane_step(at, n);
    if (step->velocity == 0)
        return false;
    if (step->condition == PS_PREV && last_condition(at, n) == step->negated)
        return false;
    if (step->condition == PS_NEIGHBOUR && neighbour_condition(at, n) == step->negated)
        return false;
    return own_condition_holds(at, step, n) && chance_holds(at, step, n);
}
