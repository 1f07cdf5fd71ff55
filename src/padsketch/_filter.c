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
#define BUTTERWORTH 1.4142135623730951 /* 1 / Q at a resonance of 0 */
#define DAMPING_OCTAVES 6.1439 /* from there down to Q = 50 at a resonance of 1 */
#define INAUDIBLE_NEPERS 11.5 /* 100 dB */
#define DECAY_OCTAVES 9.965784 /* 60 dB as a power of two */
#define DECAYS_SILENT 2.0
#define LANES (2 * PS_FILTERS_AT_ONCE)

/* ---- what moves the cutoff ---- */

/* 1 / Q: decibels of resonance are proportional to the parameter. */
static double damping_of(float resonance)
{
    return BUTTERWORTH * ps_power_of_two(-DAMPING_OCTAVES * (double)resonance);
}

static float octave_of(float hertz)
{
    return (float)(log10((double)(hertz / LOWEST_HZ)) * OCTAVES_A_DECADE);
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

/* Radians a frame. */
static double angle_of(const ps_filter *filter, double octave)
{
    const double within = octave < 0.0 ? 0.0 : octave > OCTAVES ? OCTAVES : octave;
    const double place = (double)LOWEST_HZ * ps_power_of_two(within) / filter->rate;
    return TWO_PI * (place < HIGHEST_PLACE ? place : HIGHEST_PLACE);
}

static void coefficients_at(const ps_filter *filter, int64_t frame, float to[PS_FILTER_COEFFICIENTS])
{
    double octave = (double)(ps_glide_value(&filter->cutoff) + filter->offset);
    if (filter->depth != 0.0f)
        octave += (double)filter->depth * envelope_at(filter, frame);
    ps_filter_design(to, filter->kind, angle_of(filter, octave),
                     damping_of(ps_glide_value(&filter->resonance)));
}

/* Everything passes at every moment: it may as well not be there. */
static bool passes_all(const ps_filter *filter)
{
    const double cutoff = (double)(filter->cutoff.target + filter->offset);
    if (filter->cutoff.left > 0 || filter->resonance.target > 0.0f)
        return false;
    if (filter->kind == PS_FILTER_LOW)
        return cutoff >= (double)(float)OCTAVES && filter->depth >= 0.0f;
    return filter->kind == PS_FILTER_HIGH && cutoff <= 0.0 && filter->depth <= 0.0f;
}

/* A line from where the coefficients are at `frame` to where they are at the next control point. */
static void begin_line(ps_filter *filter, int64_t frame)
{
    const int32_t left = ps_control_left(frame);
    float now[PS_FILTER_COEFFICIENTS];
    filter->until = frame + left;
    coefficients_at(filter, frame, now);
    coefficients_at(filter, filter->until, filter->to);
    for (int32_t i = 0; i < PS_FILTER_COEFFICIENTS; i++) {
        filter->slope[i] = (filter->to[i] - now[i]) / (float)left;
        filter->at[i] = now[i] - filter->slope[i] * (float)(PS_CONTROL_FRAMES - left);
    }
}

/* The line that follows at the control point that has been reached. */
static void next_line(ps_filter *filter)
{
    const bool moves = filter->cutoff.left > 0 || filter->resonance.left > 0 ||
                       envelope_moves(filter, filter->until);
    memcpy(filter->at, filter->to, sizeof filter->at);
    memset(filter->slope, 0, sizeof filter->slope);
    filter->until += PS_CONTROL_FRAMES;
    if (!moves)
        return;
    ps_glide_advance(&filter->cutoff, PS_CONTROL_FRAMES);
    ps_glide_advance(&filter->resonance, PS_CONTROL_FRAMES);
    coefficients_at(filter, filter->until, filter->to);
    for (int32_t i = 0; i < PS_FILTER_COEFFICIENTS; i++)
        filter->slope[i] = (filter->to[i] - filter->at[i]) / (float)PS_CONTROL_FRAMES;
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
        .offset = (key - values[PS_PAD_FILTER_VELOCITY] * softness) / 12.0f,
        .depth = values[PS_PAD_FILTER_ENV] / 12.0f,
        .attack = values[PS_PAD_FILTER_ATTACK] * (float)rate / 1000.0f,
        .decay = values[PS_PAD_FILTER_DECAY] * (float)rate / 1000.0f,
    };
    ps_glide_set(&filter->cutoff, octave_of(values[PS_PAD_CUTOFF]));
    ps_glide_set(&filter->resonance, values[PS_PAD_RESONANCE]);
    filter->is_on = !passes_all(filter);
    if (filter->is_on)
        begin_line(filter, frame);
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

int32_t ps_filter_ring(const ps_filter *filter)
{
    if (!filter->is_on)
        return 0;
    const float lowest = filter->depth < 0.0f ? filter->depth : 0.0f;
    const double octave = (double)(filter->cutoff.target + filter->offset + lowest);
    const double fall = 0.5 * damping_of(filter->resonance.target) * angle_of(filter, octave);
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

/* place: of the first frame behind its control point. */
PS_CLONES
static void filter_lanes(ps_filter_group *group, ps_lanes *frames, int32_t place, int32_t n_frames)
{
    const ps_lanes *at = group->at, *slope = group->slope;
    ps_lanes first = group->first, second = group->second;
    for (int32_t i = 0; i < n_frames; i++) {
        const float t = (float)(place + i);
        const ps_lanes in = frames[i];
        const ps_lanes a1 = at[0] + slope[0] * t, a2 = at[1] + slope[1] * t, a3 = at[2] + slope[2] * t;
        const ps_lanes change = in - second;
        const ps_lanes band = a1 * first + a2 * change;
        const ps_lanes low = second + (a2 * first + a3 * change);
        first = band + band - first;
        second = low + low - second;
        frames[i] = (at[3] + slope[3] * t) * in +
                    ((at[4] + slope[4] * t) * band + (at[5] + slope[5] * t) * low);
    }
    group->first = first;
    group->second = second;
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
    filter_lanes(&group, lanes, place, n_frames);
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
        for (int32_t n = 0; n < n_filters; n++) {
            if (filters[n]->until == frame + done)
                next_line(filters[n]);
            rest[n] = frames[n] + 2 * done;
        }
        filter_span(filters, rest, n_filters, PS_CONTROL_FRAMES - left, span);
        done += span;
    }
}
