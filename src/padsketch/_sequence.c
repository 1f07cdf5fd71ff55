/* When a hit sounds, in frames. Everything here is a pure function of the score and an address, so that a
 * window of frames finds the same hits however it is cut. */
#include "_engine.h"
#include "_lane.h"

#define POSITIONS_PER_TICK_RATIO 16 /* 60 s / 960 ticks, in thousandths over thousandths: 1 / 16 */

/* floor(tick * 60 * rate / (bpm * 960) + 1/2), in integers: good for 48 h at 400 bpm and 192 kHz
 * with a factor of ten to spare. */
int64_t ps_position_to_frame(int64_t position, int32_t rate, int32_t millibpm)
{
    const int64_t unit = (int64_t)POSITIONS_PER_TICK_RATIO * millibpm;
    return ps_floor_div(2 * position * rate + unit, 2 * unit);
}

int64_t ps_segment_frame(const ps_segment *segment, int32_t rate, int64_t position)
{
    return segment->anchor_frame +
           ps_position_to_frame(position - segment->anchor_position, rate, segment->millibpm);
}

int64_t ps_segment_position(const ps_segment *segment, int32_t rate, int64_t frame)
{
    const int64_t unit = (int64_t)POSITIONS_PER_TICK_RATIO * segment->millibpm;
    return segment->anchor_position + ps_floor_div((frame - segment->anchor_frame) * unit, rate);
}

int64_t ps_segment_next_position(const ps_segment *segment, int32_t rate, int64_t frame)
{
    const int64_t unit = (int64_t)POSITIONS_PER_TICK_RATIO * segment->millibpm;
    const int64_t halves = 2 * (frame - segment->anchor_frame) - 1;
    return segment->anchor_position + ps_ceil_div(halves * unit, 2 * (int64_t)rate);
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

static int32_t ramped_velocity(const ps_step *step, int32_t roll)
{
    if (roll == 0 || step->ramp == 0)
        return step->velocity;
    const int32_t change = step->velocity * step->ramp * roll / (100 * (step->rolls - 1));
    const int32_t velocity = step->velocity + change;
    return velocity < 1 ? 1 : velocity > 127 ? 127 : velocity;
}

static void append_hit(ps_hit_list *list, const ps_hit *hit)
{
    if (list->n_hits < list->capacity)
        list->hits[list->n_hits++] = *hit;
    else
        list->n_lost++;
}

static int64_t at_least(int64_t value, int64_t low)
{
    return value < low ? low : value;
}

static int64_t at_most(int64_t value, int64_t high)
{
    return value > high ? high : value;
}

/* A window of a segment, and which positions fall into it. */
typedef struct {
    const ps_segment *segment;
    int32_t rate;
    ps_window window;
    int64_t low;  /* half-open; not before the start of the segment */
    int64_t high;
} ps_question;

/* What came too early for a segment falls on its earliest frame, from wherever it was. */
static ps_question question_of(const ps_segment *segment, int32_t rate, ps_window window)
{
    const int64_t low = window.first <= segment->earliest
        ? segment->not_before
        : ps_segment_next_position(segment, rate, window.first);
    return (ps_question){
        .segment = segment,
        .rate = rate,
        .window = window,
        .low = at_least(low, at_least(segment->start, 0)),
        .high = ps_segment_next_position(segment, rate, window.end),
    };
}

/* The next step behind n that plays, within one pass of the lane; n where there is none. */
static int64_t next_playing(const ps_playing_lane *at, int64_t n)
{
    for (int64_t k = n + 1; k <= n + at->lane->n_steps; k++)
        if (ps_lane_step(at, k)->velocity > 0)
            return k;
    return n;
}

/* From the first hit of a step to that of the next one, whether or not that one will sound. */
static void aim_slide(const ps_playing_lane *at, const ps_question *question, int64_t n, ps_hit *hit)
{
    const int64_t k = next_playing(at, n);
    const ps_step *step = ps_lane_step(at, n), *target = ps_lane_step(at, k);
    const ps_segment *segment = question->segment;
    const int64_t begins = ps_segment_frame(segment, question->rate, ps_lane_position(at, n, step, 0));
    const int64_t ends = ps_segment_frame(segment, question->rate, ps_lane_position(at, k, target, 0));
    if (ends <= begins)
        return;
    hit->slide = (int32_t)(ends - begins);
    hit->slid = (int32_t)at_most(hit->frame - begins, ends - begins);
    hit->first_target = target->first_lock;
    hit->n_targets = target->n_locks;
}

static ps_hit hit_of(const ps_playing_lane *at, const ps_segment *segment, int64_t n, int32_t roll)
{
    const ps_score *score = at->score;
    const ps_step *step = ps_lane_step(at, n);
    const uint32_t purpose = PS_PURPOSE_LAYER | (uint32_t)roll << PS_ROLL_SHIFT;
    return (ps_hit){
        .pad = at->lane->pad,
        .velocity = ramped_velocity(step, roll),
        .first_lock = step->first_lock,
        .n_locks = step->n_locks,
        .transpose = segment->section < 0 ? 0.0f : score->sections[segment->section].transpose,
        .lane = (int32_t)(at->lane - score->lanes),
        .step = n,
        .random = ps_lane_hash(at, n, purpose),
        .held = ps_lane_held(at, step),
        .pattern = segment->pattern,
        .section = segment->section,
    };
}

static void append_step(const ps_playing_lane *at, const ps_question *question, int64_t n,
                        ps_hit_list *list)
{
    const ps_step *step = ps_lane_step(at, n);
    const ps_segment *segment = question->segment;
    const ps_window window = question->window;
    for (int32_t roll = 0; roll < step->rolls; roll++) {
        const int64_t position = ps_lane_position(at, n, step, roll);
        const int64_t exact = ps_segment_frame(segment, question->rate, position);
        const int64_t frame = at_least(exact, segment->earliest);
        if (position < segment->not_before || frame < window.first || frame >= window.end)
            continue;
        ps_hit hit = hit_of(at, segment, n, roll);
        hit.frame = frame;
        hit.position = position;
        hit.duration = hit.held < 0 ? -1
            : ps_segment_frame(segment, question->rate, position + hit.held) - exact;
        if (step->slides)
            aim_slide(at, question, n, &hit);
        append_hit(list, &hit);
    }
}

static void append_lane(const ps_playing_lane *at, const ps_question *question, ps_hit_list *list)
{
    const ps_lane *lane = at->lane;
    const ps_segment *segment = question->segment;
    const int64_t start = at_least(segment->start, 0);
    const int64_t first = ps_lane_first(lane, at_least(question->low - lane->late, start));
    const int64_t end = ps_lane_first(lane, at_most(question->high + lane->early, segment->length));
    for (int64_t n = first; n < end; n++)
        if (ps_lane_sounds(at, n))
            append_step(at, question, n, list);
}

void ps_segment_hits(const ps_score *score, const ps_segment *segment, int32_t rate, bool fill,
                     ps_window window, ps_hit_list *list)
{
    const ps_pattern *pattern = &score->patterns[segment->pattern];
    const ps_section *section = segment->section < 0 ? NULL : &score->sections[segment->section];
    const uint64_t mute = section ? section->mute : 0;
    const bool fills = fill || (section && section->fill);
    const ps_question question = question_of(segment, rate, window);
    for (int32_t i = 0; i < pattern->n_lanes; i++) {
        const ps_lane *lane = &score->lanes[pattern->first_lane + i];
        const ps_playing_lane at = {score, pattern, lane, fills};
        if (!(mute >> lane->pad & 1))
            append_lane(&at, &question, list);
    }
}

int64_t ps_segment_reach(const ps_score *score, const ps_segment *segment)
{
    const ps_pattern *pattern = &score->patterns[segment->pattern];
    int64_t longest = 0;
    for (int32_t i = 0; i < pattern->n_lanes; i++)
        longest = at_least(score->lanes[pattern->first_lane + i].late, longest);
    return longest;
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
