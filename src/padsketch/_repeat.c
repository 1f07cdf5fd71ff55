/* Repeats stand on a grid of positions, so that a window of frames finds the same however it is cut: on
 * that of the playing segment, swung as it is, or on that of the press. */
#include "_repeat.h"

#include <string.h>

#include "_lane.h"

#define NOT_HELD -1
#define WHOLE_NOTE 3840000 /* positions */
#define MOST_IN_ONE_RATE 4

static int64_t between(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

void ps_repeat_set_rate(ps_repeat *repeat, int64_t rate)
{
    if (rate <= 0)
        ps_repeat_release_all(repeat);
    repeat->rate = rate <= 0 ? 0 : between(rate, PS_REPEAT_SHORTEST, PS_REPEAT_LONGEST);
}

static int32_t find(const ps_repeat *repeat, int32_t pad, float transpose)
{
    for (int32_t i = 0; i < repeat->n_held; i++)
        if (repeat->held[i].pad == pad && repeat->held[i].transpose == transpose)
            return i;
    return NOT_HELD;
}

bool ps_repeat_is_held(const ps_repeat *repeat, int32_t pad, float transpose)
{
    return find(repeat, pad, transpose) != NOT_HELD;
}

bool ps_repeat_press(ps_repeat *repeat, int64_t frame, int32_t millibpm, int32_t pad, int32_t velocity,
                     float transpose)
{
    int32_t place = find(repeat, pad, transpose);
    if (place == NOT_HELD) {
        if (repeat->n_held == PS_MAX_HELD)
            return false;
        place = repeat->n_held++;
        repeat->held[place] = (ps_held){
            .clock = ps_segment_clock(frame, millibpm), .pad = pad, .transpose = transpose};
    }
    repeat->held[place].velocity = velocity;
    return true;
}

static void remove_held(ps_repeat *repeat, int32_t place)
{
    repeat->n_held--;
    memmove(&repeat->held[place], &repeat->held[place + 1],
            (size_t)(repeat->n_held - place) * sizeof repeat->held[0]);
}

void ps_repeat_release(ps_repeat *repeat, int32_t pad, float transpose)
{
    const int32_t place = find(repeat, pad, transpose);
    if (place != NOT_HELD)
        remove_held(repeat, place);
}

void ps_repeat_release_all(ps_repeat *repeat)
{
    repeat->n_held = 0;
}

void ps_repeat_adopt(ps_repeat *repeat, const ps_score *score, int32_t rate, int64_t frame)
{
    for (int32_t i = repeat->n_held - 1; i >= 0; i--) {
        ps_held *held = &repeat->held[i];
        ps_segment_change_tempo(&held->clock, rate, frame, score->millibpm);
        if (held->pad >= score->n_pads)
            remove_held(repeat, i);
    }
}

/* The grid that a pad is repeated on. */
typedef struct {
    const ps_segment *segment;
    int64_t rate;   /* positions */
    int64_t length; /* of the pass in which pairs are counted */
    int64_t delay;  /* of the second repeat of a pair */
} ps_grid;

static bool is_triplet(int64_t rate)
{
    return WHOLE_NOTE % rate == 0 && WHOLE_NOTE / rate % 3 == 0;
}

static ps_grid grid_of(const ps_repeat *repeat, const ps_transport *transport, const ps_score *score,
                       const ps_held *held)
{
    if (!transport->has_current)
        return (ps_grid){&held->clock, repeat->rate, INT64_MAX, 0};
    const ps_pattern *pattern = &score->patterns[transport->current.pattern];
    const int64_t swung = repeat->rate * (2 * pattern->swing - 10000) / 10000;
    return (ps_grid){&transport->current, repeat->rate, pattern->length,
                     is_triplet(repeat->rate) ? 0 : swung};
}

static int64_t position_of(const ps_grid *grid, int64_t n)
{
    const int64_t position = n * grid->rate;
    const int64_t in_pass = position - ps_floor_div(position, grid->length) * grid->length;
    return position + (in_pass / grid->rate % 2 == 1 ? grid->delay : 0);
}

static ps_hit hit_of(const ps_held *held, const ps_score *score, const ps_grid *grid, int64_t n)
{
    const uint32_t pad = (uint32_t)held->pad;
    const bool lasts = score->pads[held->pad].mode == PS_GATE;
    return (ps_hit){
        .pad = held->pad,
        .velocity = held->velocity,
        .transpose = held->transpose,
        .lane = PS_BY_HAND,
        .step = n,
        .random = ps_hash(score->seed, PS_HAND_KEY, pad, 0, n, PS_HAND_KEY),
        .position = position_of(grid, n),
        .held = lasts ? grid->rate : -1,
        .pattern = grid->segment->pattern,
        .section = grid->segment->section,
    };
}

static void append_hit(const ps_grid *grid, int32_t rate, ps_window window, ps_hit hit, ps_hit_list *list)
{
    const ps_segment *segment = grid->segment;
    if (!ps_segment_finds(segment, rate, hit.position, window, &hit.frame))
        return;
    hit.duration = hit.held < 0 ? -1
                                : ps_segment_frame(segment, rate, hit.position + hit.held) -
                                      ps_segment_frame(segment, rate, hit.position);
    if (list->n_hits < list->capacity)
        list->hits[list->n_hits++] = hit;
    else
        list->n_lost++;
}

static void append_hits(const ps_held *held, const ps_grid *grid, const ps_score *score, int32_t rate,
                        ps_window window, ps_hit_list *list)
{
    const int64_t low = ps_segment_position(grid->segment, rate, window.first) - 1;
    const int64_t high = ps_segment_position(grid->segment, rate, window.end) + 1;
    const int64_t last = ps_floor_div(high, grid->rate);
    for (int64_t n = ps_floor_div(low, grid->rate) - 1; n <= last; n++)
        append_hit(grid, rate, window, hit_of(held, score, grid, n), list);
}

void ps_repeat_hits(const ps_repeat *repeat, const ps_transport *transport, const ps_score *score,
                    ps_window window, ps_hit_list *list)
{
    for (int32_t i = 0; i < repeat->n_held; i++) {
        const ps_held *held = &repeat->held[i];
        const ps_grid grid = grid_of(repeat, transport, score, held);
        append_hits(held, &grid, score, transport->rate, window, list);
    }
}

bool ps_repeat_missed(const ps_repeat *repeat, const ps_transport *transport, const ps_score *score,
                      ps_window window, ps_hit *hit)
{
    ps_hit hits[MOST_IN_ONE_RATE];
    ps_hit_list list = {.hits = hits, .capacity = MOST_IN_ONE_RATE};
    const ps_held *held = &repeat->held[repeat->n_held - 1];
    const ps_grid grid = grid_of(repeat, transport, score, held);
    const int64_t latest = ps_segment_position(grid.segment, transport->rate, window.end) - grid.rate;
    const int64_t oldest = ps_segment_frame(grid.segment, transport->rate, latest);
    window.first = window.first > oldest ? window.first : oldest;
    append_hits(held, &grid, score, transport->rate, window, &list);
    if (list.n_hits == 0)
        return false;
    *hit = hits[list.n_hits - 1];
    return true;
}
