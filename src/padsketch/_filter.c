/* The three coefficients of the state make a contraction for every cutoff and resonance; on a straight line
 * between two contractions there are only contractions, so no movement makes the filter unstable. */
#include "_filter.h"

#include <math.h>
#include <string.h>

#include "_clones.h"
#include "_control.h"

#define LOWEST_HZ 20.0f
#define OCTAVES_A_DECADE 3.321928094887362
#define OCTAVES (3.0 * OCTAVES_A_DECADE) /* from there to 20 kHz */
#define HIGHEST_PLACE 0.49 /* of the rate */
#define TWO_PI 6.283185307179586
#define INAUDIBLE_NEPERS 11.5 /* 100 dB */
#define DECAY_OCTAVES 9.965784 /* 60 dB as a power of two */
#define DECAYS_SILENT 2.0
#define LANES (2 * PS_FILTERS_AT_ONCE)

_Static_assert(PS_FILTERS_AT_ONCE <= PS_FILTER_POINTS, "all may move");

/* ---- what moves the cutoff ---- */

static float octave_of(float hertz)
{
    return (float)(log10((double)(hertz / LOWEST_HZ)) * OCTAVES_A_DECADE);
}

static float highest_octave(int32_t rate)
{
    const float octave = octave_of((float)(HIGHEST_PLACE * rate));
    return octave < (float)OCTAVES ? octave : (float)OCTAVES;
}

/* 0..1: rises in a straight line, then falls by 60 dB in its decay. */
static double envelope_at(const ps_filter *filter, int64_t frame)
{
    const double age = (double)(frame - filter->started);
    if (age < (double)filter->attack)
        return age / (double)filter->attack;
    const double decays = (age - (double)filter->attack) / (double)filter->decay;
    return decays < DECAYS_SILENT ? ps_power_of_two(-DECAY_OCTAVES * decays) : 0.0;
}

static bool envelope_moves(const ps_filter *filter, int64_t frame)
{
    const double over = (double)filter->attack + DECAYS_SILENT * (double)filter->decay;
    return filter->depth != 0.0f && (double)(frame - filter->started) <= over;
}

static double within(const ps_filter *filter, double octave)
{
    const double highest = (double)filter->highest;
    return octave < 0.0 ? 0.0 : octave > highest ? highest : octave;
}

/* Radians a frame. */
static double lowest_angle(int32_t rate)
{
    return TWO_PI * (double)LOWEST_HZ / rate;
}

static const ps_filter_points blank = {
    .lowest = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0},
};

/* Where a filter is at a frame. */
static void set_point(ps_filter_points *points, int32_t n, const ps_filter *filter, int64_t frame)
{
    double octave = (double)(ps_glide_value(&filter->cutoff) + ps_glide_value(&filter->offset));
    if (filter->depth != 0.0f)
        octave += (double)filter->depth * envelope_at(filter, frame);
    points->lowest[n] = lowest_angle(filter->rate);
    points->octave[n] = within(filter, octave);
    points->resonance[n] = (double)ps_glide_value(&filter->resonance);
    points->low[n] = filter->kind == PS_FILTER_LOW ? 1.0 : 0.0;
    points->band[n] = filter->kind == PS_FILTER_BAND ? 1.0 : 0.0;
    points->high[n] = filter->kind == PS_FILTER_HIGH ? 1.0 : 0.0;
}

static bool is_on_its_way(const ps_filter *filter)
{
    return filter->cutoff.left > 0 || filter->resonance.left > 0 || filter->offset.left > 0;
}

static void move_on(ps_filter *filter, int32_t n_frames)
{
    ps_glide_advance(&filter->cutoff, n_frames);
    ps_glide_advance(&filter->resonance, n_frames);
    ps_glide_advance(&filter->offset, n_frames);
}

/* Everything passes at every moment: it may as well not be there. */
static bool passes_all(const ps_filter *filter)
{
    const double cutoff = (double)(filter->cutoff.target + filter->offset.target);
    if (is_on_its_way(filter) || filter->resonance.target > 0.0f)
        return false;
    if (filter->kind == PS_FILTER_LOW)
        return cutoff >= (double)(float)OCTAVES && filter->depth >= 0.0f;
    return filter->kind == PS_FILTER_HIGH && cutoff <= 0.0 && filter->depth <= 0.0f;
}

/* A line from where the coefficients are at `frame` to where they are at the next control point. */
static void begin_line(ps_filter *filter, int64_t frame)
{
    const int32_t left = ps_control_left(frame);
    ps_filter_points points = blank;
    float found[PS_FILTER_COEFFICIENTS][PS_FILTER_POINTS];
    filter->until = frame + left;
    filter->moves = true;
    set_point(&points, 0, filter, frame);
    move_on(filter, left);
    set_point(&points, 1, filter, filter->until);
    ps_filter_design(&points, found);
    for (int32_t i = 0; i < PS_FILTER_COEFFICIENTS; i++) {
        filter->to[i] = found[i][1];
        filter->slope[i] = (found[i][1] - found[i][0]) / (float)left;
        filter->at[i] = found[i][0] - filter->slope[i] * (float)(PS_CONTROL_FRAMES - left);
    }
}

/* At the end of its line; true: there is another one to be found. */
static bool leave_line(ps_filter *filter)
{
    memcpy(filter->at, filter->to, sizeof filter->at);
    memset(filter->slope, 0, sizeof filter->slope);
    filter->moves = is_on_its_way(filter) || envelope_moves(filter, filter->until);
    filter->until += PS_CONTROL_FRAMES;
    move_on(filter, PS_CONTROL_FRAMES);
    return filter->moves;
}

static void enter_line(ps_filter *filter, float found[PS_FILTER_COEFFICIENTS][PS_FILTER_POINTS], int32_t n)
{
    for (int32_t i = 0; i < PS_FILTER_COEFFICIENTS; i++) {
        filter->to[i] = found[i][n];
        filter->slope[i] = (filter->to[i] - filter->at[i]) / (float)PS_CONTROL_FRAMES;
    }
}

/* The lines that begin at a control point. */
static void next_lines(ps_filter *const filters[], int32_t n_filters, int64_t frame)
{
    ps_filter_points points = blank;
    float found[PS_FILTER_COEFFICIENTS][PS_FILTER_POINTS];
    ps_filter *moving[PS_FILTERS_AT_ONCE];
    int32_t n_moving = 0;
    for (int32_t n = 0; n < n_filters; n++) {
        if (filters[n]->until != frame || !leave_line(filters[n]))
            continue;
        set_point(&points, n_moving, filters[n], filters[n]->until);
        moving[n_moving++] = filters[n];
    }
    if (n_moving == 0)
        return;
    ps_filter_design(&points, found);
    for (int32_t n = 0; n < n_moving; n++)
        enter_line(moving[n], found, n);
}

void ps_filter_start(ps_filter *filter, const float values[PS_PAD_PARAMETERS], float tune,
                     int32_t velocity, int64_t frame, int32_t rate)
{
    const float softness = (float)(127 - velocity) / 126.0f;
    const float key = values[PS_PAD_FILTER_KEY] / 100.0f * tune;
    *filter = (ps_filter){
        .started = frame,
        .kind = (int32_t)(values[PS_PAD_FILTER] + 0.5f),
        .rate = rate,
        .highest = highest_octave(rate),
        .key = values[PS_PAD_FILTER_KEY] / 1200.0f,
        .depth = values[PS_PAD_FILTER_ENV] / 12.0f,
        .attack = values[PS_PAD_FILTER_ATTACK] * (float)rate / 1000.0f,
        .decay = values[PS_PAD_FILTER_DECAY] * (float)rate / 1000.0f,
    };
    ps_glide_set(&filter->offset, (key - values[PS_PAD_FILTER_VELOCITY] * softness) / 12.0f);
    ps_glide_set(&filter->cutoff, octave_of(values[PS_PAD_CUTOFF]));
    ps_glide_set(&filter->resonance, values[PS_PAD_RESONANCE]);
    filter->is_on = !passes_all(filter);
    if (filter->is_on)
        begin_line(filter, frame);
}

void ps_filter_slide(ps_filter *filter, const float to[PS_PAD_PARAMETERS], float rise, ps_slide slide)
{
    const float octave = octave_of(to[PS_PAD_CUTOFF]), resonance = to[PS_PAD_RESONANCE];
    const float offset = filter->offset.target;
    ps_glide_slide(&filter->offset, offset, offset + filter->key * rise, slide);
    ps_glide_slide(&filter->cutoff, filter->cutoff.target, octave, slide);
    ps_glide_slide(&filter->resonance, filter->resonance.target, resonance, slide);
    filter->is_on = !passes_all(filter);
    if (filter->is_on)
        begin_line(filter, filter->started);
}

static void wake(ps_filter *filter, int64_t frame)
{
    if (filter->is_on || passes_all(filter))
        return;
    filter->is_on = true;
    filter->is_new = true;
    begin_line(filter, frame);
}

void ps_filter_aim_cutoff(ps_filter *filter, float hertz, int32_t n_frames, int64_t frame)
{
    ps_glide_aim(&filter->cutoff, octave_of(hertz), n_frames);
    wake(filter, frame);
}

void ps_filter_aim_resonance(ps_filter *filter, float resonance, int32_t n_frames, int64_t frame)
{
    ps_glide_aim(&filter->resonance, resonance, n_frames);
    wake(filter, frame);
}

/* Nepers a frame by which its ringing falls, at its lowest by the envelope. */
static double fall_at(const ps_filter *filter, float cutoff, float offset, float resonance)
{
    const float lowest = filter->depth < 0.0f ? filter->depth : 0.0f;
    const double octave = (double)(cutoff + offset + lowest);
    const double w = lowest_angle(filter->rate) * ps_power_of_two(within(filter, octave));
    return 0.5 * ps_filter_damping((double)resonance) * w;
}

/* On its way it rings no longer than at the worse of both ends. */
int32_t ps_filter_ring(const ps_filter *filter)
{
    if (!filter->is_on)
        return 0;
    double fall = fall_at(filter, filter->cutoff.target, filter->offset.target,
                          filter->resonance.target);
    if (is_on_its_way(filter)) {
        const double now = fall_at(filter, ps_glide_value(&filter->cutoff),
                                   ps_glide_value(&filter->offset),
                                   ps_glide_value(&filter->resonance));
        fall = now < fall ? now : fall;
    }
    return (int32_t)(INAUDIBLE_NEPERS / fall);
}

/* ---- frames ---- */

typedef float ps_lanes __attribute__((vector_size(4 * LANES)));

/* A group of filters side by side. */
typedef struct {
    ps_lanes at[PS_FILTER_COEFFICIENTS];
    ps_lanes slope[PS_FILTER_COEFFICIENTS];
    ps_lanes first;
    ps_lanes second;
} ps_filter_group;

static void gather(ps_filter_group *group, ps_filter *const filters[], int32_t n_filters)
{
    memset(group, 0, sizeof *group);
    for (int32_t n = 0; n < n_filters; n++)
        for (int32_t side = 0; side < 2; side++) {
            const int32_t lane = 2 * n + side;
            for (int32_t i = 0; i < PS_FILTER_COEFFICIENTS; i++) {
                group->at[i][lane] = filters[n]->at[i];
                group->slope[i][lane] = filters[n]->slope[i];
            }
            group->first[lane] = filters[n]->first[side];
            group->second[lane] = filters[n]->second[side];
        }
}

static void scatter(const ps_filter_group *group, ps_filter *const filters[], int32_t n_filters)
{
    for (int32_t n = 0; n < n_filters; n++)
        for (int32_t side = 0; side < 2; side++) {
            filters[n]->first[side] = group->first[2 * n + side];
            filters[n]->second[side] = group->second[2 * n + side];
        }
}

/* place: of the first frame behind its control point. Inlined, so that each clone has its own vectors. */
static inline __attribute__((always_inline)) void filter_frames(ps_filter_group *restrict group,
                                                                ps_lanes *restrict frames, int32_t place,
                                                                int32_t n_frames, bool moves)
{
    ps_lanes first = group->first, second = group->second;
    for (int32_t i = 0; i < n_frames; i++) {
        ps_lanes c[PS_FILTER_COEFFICIENTS];
        for (int32_t k = 0; k < PS_FILTER_COEFFICIENTS; k++)
            c[k] = moves ? group->at[k] + group->slope[k] * (float)(place + i) : group->at[k];
        const ps_lanes in = frames[i], change = in - second;
        const ps_lanes next_first = c[0] * first + c[1] * change;
        const ps_lanes next_second = second + (c[1] * first + c[2] * change);
        frames[i] = c[3] * in + (c[4] * (first + next_first) + c[5] * (second + next_second));
        first = next_first;
        second = next_second;
    }
    group->first = first;
    group->second = second;
}

PS_CLONES
static void filter_moving(ps_filter_group *group, ps_lanes *frames, int32_t place, int32_t n_frames)
{
    filter_frames(group, frames, place, n_frames, true);
}

/* The same bits for less, where every slope is 0. */
PS_CLONES
static void filter_still(ps_filter_group *group, ps_lanes *frames, int32_t n_frames)
{
    filter_frames(group, frames, 0, n_frames, false);
}

static bool any_moves(ps_filter *const filters[], int32_t n_filters)
{
    bool moves = false;
    for (int32_t n = 0; n < n_filters; n++)
        moves |= filters[n]->moves;
    return moves;
}

/* At most up to the next control point. */
static void filter_span(ps_filter *const filters[], float *const frames[], int32_t n_filters,
                        int32_t place, int32_t n_frames)
{
    ps_filter_group group;
    ps_lanes lanes[PS_CONTROL_FRAMES] = {{0}};
    gather(&group, filters, n_filters);
    for (int32_t n = 0; n < n_filters; n++)
        for (int32_t i = 0; i < n_frames; i++)
            memcpy((float *)&lanes[i] + 2 * n, frames[n] + 2 * i, 2 * sizeof(float));
    if (any_moves(filters, n_filters))
        filter_moving(&group, lanes, place, n_frames);
    else
        filter_still(&group, lanes, n_frames);
    for (int32_t n = 0; n < n_filters; n++)
        for (int32_t i = 0; i < n_frames; i++)
            memcpy(frames[n] + 2 * i, (const float *)&lanes[i] + 2 * n, 2 * sizeof(float));
    scatter(&group, filters, n_filters);
}

/* A low-pass that has always heard this value holds it in its second integrator. */
static void settle(ps_filter *filter, const float *frame)
{
    filter->is_new = false;
    if (filter->kind == PS_FILTER_LOW)
        memcpy(filter->second, frame, sizeof filter->second);
}

void ps_filters_process(ps_filter *const filters[], float *const frames[], int32_t n_filters,
                        int64_t frame, int32_t n_frames)
{
    for (int32_t n = 0; n < n_filters; n++)
        if (filters[n]->is_new && n_frames > 0)
            settle(filters[n], frames[n]);
    for (int32_t done = 0; done < n_frames;) {
        const int32_t left = ps_control_left(frame + done);
        const int32_t span = left < n_frames - done ? left : n_frames - done;
        float *rest[PS_FILTERS_AT_ONCE];
        for (int32_t n = 0; n < n_filters; n++)
            rest[n] = frames[n] + 2 * done;
        next_lines(filters, n_filters, frame + done);
        filter_span(filters, rest, n_filters, PS_CONTROL_FRAMES - left, span);
        done += span;
    }
}
