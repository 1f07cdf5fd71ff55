/* When a hit sounds: exact time, chance and conditions. Everything here is a pure function of the
 * score and an address, so that a window of frames finds the same hits however it is cut. */
#include "_engine.h"

#define POSITIONS_PER_TICK_RATIO 16 /* 60 s / 960 ticks, in thousandths over thousandths: 1 / 16 */
#define PURPOSE_CHANCE 1u
#define PURPOSE_LAYER 2u /* the roll's number stands above it */
#define ROLL_SHIFT 8
#define LATE_STEPS 3  /* swing 1/2 + nudge 23/24 + roll 7/8 < 3 steps */
#define EARLY_STEPS 1 /* nudge 23/24 */

static int64_t floor_div(int64_t a, int64_t b)
{
    const int64_t quotient = a / b;
    return quotient - (a % b != 0 && (a % b < 0) != (b < 0));
}

static int64_t ceil_div(int64_t a, int64_t b)
{
    return -floor_div(-a, b);
}

/* floor(tick * 60 * rate / (bpm * 960) + 1/2), in integers: good for 48 h at 400 bpm and 192 kHz
 * with a factor of ten to spare. */
int64_t ps_position_to_frame(int64_t position, int32_t rate, int32_t millibpm)
{
    const int64_t unit = (int64_t)POSITIONS_PER_TICK_RATIO * millibpm;
    return floor_div(2 * position * rate + unit, 2 * unit);
}

int64_t ps_segment_frame(const ps_segment *segment, int32_t rate, int64_t position)
{
    return segment->anchor_frame +
           ps_position_to_frame(position - segment->anchor_position, rate, segment->millibpm);
}

int64_t ps_segment_position(const ps_segment *segment, int32_t rate, int64_t frame)
{
    const int64_t unit = (int64_t)POSITIONS_PER_TICK_RATIO * segment->millibpm;
    return segment->anchor_position + floor_div((frame - segment->anchor_frame) * unit, rate);
}

int64_t ps_segment_next_position(const ps_segment *segment, int32_t rate, int64_t frame)
{
    const int64_t unit = (int64_t)POSITIONS_PER_TICK_RATIO * segment->millibpm;
    const int64_t halves = 2 * (frame - segment->anchor_frame) - 1;
    return segment->anchor_position + ceil_div(halves * unit, 2 * (int64_t)rate);
}

static uint64_t mix64(uint64_t z)
{
    /* The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint64_t ps_hash(uint64_t seed, uint32_t pattern, uint32_t lane, int64_t cycle, int64_t step,
                 uint32_t purpose)
{
    const uint64_t golden = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = mix64(seed + golden);
    hash = mix64(hash + golden * (((uint64_t)pattern << 32) | lane));
    hash = mix64(hash + golden * (uint64_t)cycle);
    hash = mix64(hash + golden * (((uint64_t)purpose << 32) | (uint32_t)step));
    return hash;
}

/* A lane of a pattern, with the seed and the fill key that its conditions may ask for. */
typedef struct {
    const ps_score *score;
    const ps_pattern *pattern;
    const ps_lane *lane;
    bool fill;
} ps_place;

static const ps_step *step_at(const ps_place *place, int64_t n)
{
    return &place->score->steps[place->lane->first_step + n % place->lane->n_steps];
}

static bool asks_another(const ps_step *step)
{
    return step->condition == PS_PREV || step->condition == PS_NEIGHBOUR;
}

static uint64_t hash_of_step(const ps_place *place, int64_t n, uint32_t purpose)
{
    const int64_t n_steps = place->lane->n_steps;
    return ps_hash(place->score->seed, place->pattern->key, place->lane->key, n / n_steps + 1,
                   n % n_steps, purpose);
}

static bool chance_holds(const ps_place *place, const ps_step *step, int64_t n)
{
    if (step->chance >= 100)
        return true;
    const uint64_t hash = hash_of_step(place, n, PURPOSE_CHANCE);
    return ((hash >> 32) * 100) >> 32 < step->chance;
}

/* The conditions that need nothing but the step's own address. */
static bool own_condition_holds(const ps_place *place, const ps_step *step, int64_t n)
{
    const int64_t passes = n / place->lane->n_steps;
    switch (step->condition) {
    case PS_RATIO:
        return (passes % step->b == step->a - 1) != step->negated;
    case PS_FILL:
        return place->fill != step->negated;
    case PS_FIRST:
        return (passes == 0) != step->negated;
    default:
        return true;
    }
}

/* Whether the last step before n that has a chance or a condition of its own came true; a lane is
 * searched for one whole pass. */
static bool last_condition(const ps_place *place, int64_t n)
{
    for (int64_t k = n - 1; k >= 0 && k >= n - place->lane->n_steps; k--) {
        const ps_step *step = step_at(place, k);
        const bool conditional = step->condition != PS_ALWAYS || step->chance < 100;
        if (step->velocity > 0 && conditional && !asks_another(step))
            return own_condition_holds(place, step, k) && chance_holds(place, step, k);
    }
    return false;
}

static bool neighbour_condition(const ps_place *place, int64_t n)
{
    const ps_lane *lanes = &place->score->lanes[place->pattern->first_lane];
    const int64_t index = place->lane - lanes;
    if (index == 0)
        return false;
    ps_place above = *place;
    above.lane = &lanes[index - 1];
    return last_condition(&above, n * place->lane->step / above.lane->step + 1);
}

static bool step_plays(const ps_place *place, const ps_step *step, int64_t n)
{
    if (step->condition == PS_PREV && last_condition(place, n) == step->negated)
        return false;
    if (step->condition == PS_NEIGHBOUR && neighbour_condition(place, n) == step->negated)
        return false;
    return own_condition_holds(place, step, n) && chance_holds(place, step, n);
}

/* Swing stands on the pattern's grid, so that a lane of another length stays in the groove. */
static int64_t swung_position(const ps_pattern *pattern, const ps_lane *lane, int64_t n)
{
    const int64_t position = n * lane->step;
    const bool second = position % pattern->length / lane->step % 2 == 1;
    return second ? position + lane->step * (2 * lane->swing - 10000) / 10000 : position;
}

static int32_t ramped_velocity(const ps_step *step, int32_t roll)
{
    if (roll == 0 || step->ramp == 0)
        return step->velocity;
    const int32_t change = step->velocity * step->ramp * roll / (100 * (step->rolls - 1));
    const int32_t velocity = step->velocity + change;
    return velocity < 1 ? 1 : velocity > 127 ? 127 : velocity;
}

static int64_t held_positions(const ps_score *score, const ps_lane *lane, const ps_step *step)
{
    if (step->length > 0.0f)
        return (int64_t)((double)step->length * (double)lane->step);
    return score->pads[lane->pad].mode == PS_GATE ? lane->step / step->rolls : -1;
}

static void append_hit(ps_hit_list *list, const ps_hit *hit)
{
    if (list->n_hits < list->capacity)
        list->hits[list->n_hits++] = *hit;
    else
        list->n_lost++;
}

static void append_step(const ps_place *place, const ps_segment *segment, int32_t rate,
                        ps_window window, int64_t n, ps_hit_list *list)
{
    const ps_step *step = step_at(place, n);
    const ps_lane *lane = place->lane;
    const int64_t first = swung_position(place->pattern, lane, n) + step->nudge;
    const int64_t held = held_positions(place->score, lane, step);
    for (int32_t roll = 0; roll < step->rolls; roll++) {
        const int64_t position = first + roll * lane->step / step->rolls;
        const int64_t exact = ps_segment_frame(segment, rate, position);
        const int64_t frame = exact < segment->earliest ? segment->earliest : exact;
        if (position < segment->not_before || frame < window.first || frame >= window.end)
            continue;
        const ps_hit hit = {
            .frame = frame,
            .duration = held < 0 ? -1 : ps_segment_frame(segment, rate, position + held) - exact,
            .pad = lane->pad,
            .velocity = ramped_velocity(step, roll),
            .first_lock = step->first_lock,
            .n_locks = step->n_locks,
            .transpose = segment->section < 0
                             ? 0.0f
                             : place->score->sections[segment->section].transpose,
            .lane = (int32_t)(lane - place->score->lanes),
            .step = n,
            .random = hash_of_step(place, n, PURPOSE_LAYER | (uint32_t)roll << ROLL_SHIFT),
            .position = position,
            .held = held,
            .pattern = segment->pattern,
            .section = segment->section,
        };
        append_hit(list, &hit);
    }
}

static int64_t at_least(int64_t value, int64_t low)
{
    return value < low ? low : value;
}

static void append_lane(const ps_place *place, const ps_segment *segment, int32_t rate,
                        ps_window window, ps_hit_list *list)
{
    const int64_t step = place->lane->step;
    const int64_t low = ps_segment_position(segment, rate, window.first) - 1;
    const int64_t high = ps_segment_position(segment, rate, window.end) + 1;
    const int64_t first = at_least(floor_div(low, step) - LATE_STEPS,
                                   at_least(ceil_div(segment->start, step), 0));
    const int64_t last = floor_div(high, step) + EARLY_STEPS;
    for (int64_t n = first; n <= last && n * step < segment->length; n++) {
        const ps_step *candidate = step_at(place, n);
        if (candidate->velocity > 0 && step_plays(place, candidate, n))
            append_step(place, segment, rate, window, n, list);
    }
}

void ps_segment_hits(const ps_score *score, const ps_segment *segment, int32_t rate, bool fill,
                     ps_window window, ps_hit_list *list)
{
    const ps_pattern *pattern = &score->patterns[segment->pattern];
    const ps_section *section =
        segment->section < 0 ? NULL : &score->sections[segment->section];
    const uint64_t mute = section ? section->mute : 0;
    const bool fills = fill || (section && section->fill);
    for (int32_t i = 0; i < pattern->n_lanes; i++) {
        const ps_lane *lane = &score->lanes[pattern->first_lane + i];
        const ps_place place = {score, pattern, lane, fills};
        if (!(mute >> lane->pad & 1))
            append_lane(&place, segment, rate, window, list);
    }
}

int64_t ps_segment_reach(const ps_score *score, const ps_segment *segment)
{
    const ps_pattern *pattern = &score->patterns[segment->pattern];
    int64_t longest = 0;
    for (int32_t i = 0; i < pattern->n_lanes; i++)
        longest = at_least(score->lanes[pattern->first_lane + i].step, longest);
    return LATE_STEPS * longest;
}

/* Stable, so that hits of one frame keep the order in which they were found: segment, lane, step. */
void ps_hits_sort(ps_hit_list *list)
{
    for (int32_t i = 1; i < list->n_hits; i++) {
        const ps_hit hit = list->hits[i];
        int32_t k = i;
        for (; k > 0 && list->hits[k - 1].frame > hit.frame; k--)
            list->hits[k] = list->hits[k - 1];
        list->hits[k] = hit;
    }
}
