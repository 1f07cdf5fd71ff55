/* Loudness: K-weighting, the energies of hops of 100 ms, and gates over blocks of four of them. */
#include "_loudness.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846
#define HOPS_A_SECOND 10
#define OFFSET (-0.691)         /* LU: a sine of 997 Hz at 0 dBFS in one channel reads -3.01 LUFS */
#define ABSOLUTE_GATE (-70.0)   /* LUFS */
#define RELATIVE_GATE (-10.0)   /* LU */
#define BINS_A_LU 10.0

/* The analogue prototypes behind the standard's coefficients for 48 kHz. */
#define SHELF_HZ 1681.974450955533
#define SHELF_DB 3.999843853973347
#define SHELF_Q 0.7071752369554196
#define SHELF_MIDDLE 0.4996667741545416 /* exponent of the shelf's gain at its middle */
#define HIGH_PASS_HZ 38.13547087602444
#define HIGH_PASS_Q 0.5003270373238773
#define STANDARD_RATE 48000.0

static double warped(double hertz, double rate)
{
    return tan(PI * hertz / rate);
}

static double denominator(double k, double q)
{
    return 1.0 + k / q + k * k;
}

static void set_poles(ps_biquad *filter, double k, double q)
{
    filter->a[0] = 2.0 * (k * k - 1.0) / denominator(k, q);
    filter->a[1] = (1.0 - k / q + k * k) / denominator(k, q);
}

static void design_shelf(ps_biquad *filter, double rate)
{
    const double k = warped(SHELF_HZ, rate), gain = pow(10.0, SHELF_DB / 20.0);
    const double middle = pow(gain, SHELF_MIDDLE), scale = 1.0 / denominator(k, SHELF_Q);
    set_poles(filter, k, SHELF_Q);
    filter->b[0] = scale * (gain + middle * k / SHELF_Q + k * k);
    filter->b[1] = scale * 2.0 * (k * k - gain);
    filter->b[2] = scale * (gain - middle * k / SHELF_Q + k * k);
}

/* The standard's numerator is 1, -2, 1 at 48 kHz; other rates get the gain that this makes there. */
static void design_high_pass(ps_biquad *filter, double rate)
{
    const double k = warped(HIGH_PASS_HZ, rate), standard = warped(HIGH_PASS_HZ, STANDARD_RATE);
    const double gain = denominator(standard, HIGH_PASS_Q) / denominator(k, HIGH_PASS_Q);
    set_poles(filter, k, HIGH_PASS_Q);
    filter->b[0] = filter->b[2] = gain;
    filter->b[1] = -2.0 * gain;
}

static void forget_filters(ps_loudness *loudness)
{
    memset(loudness->shelf.state, 0, sizeof loudness->shelf.state);
    memset(loudness->high_pass.state, 0, sizeof loudness->high_pass.state);
}

void ps_loudness_init(ps_loudness *loudness, int32_t rate)
{
    design_shelf(&loudness->shelf, (double)rate);
    design_high_pass(&loudness->high_pass, (double)rate);
    loudness->hop_frames = rate / HOPS_A_SECOND;
    loudness->momentary = loudness->short_term = loudness->integrated = (float)PS_NO_LOUDNESS;
}

static double loudness_of(double energy)
{
    return energy > 0.0 ? OFFSET + 10.0 * log10(energy) : (double)PS_NO_LOUDNESS;
}

static float reading(double energy)
{
    const double loudness = loudness_of(energy);
    return (float)(loudness > (double)PS_NO_LOUDNESS ? loudness : (double)PS_NO_LOUDNESS);
}

/* The mean of the last hops; below zero where there are not so many yet. */
static double recent_energy(const ps_loudness *loudness, int32_t n_hops)
{
    double sum = 0.0;
    if (loudness->n_hops < n_hops)
        return -1.0;
    for (int64_t hop = loudness->n_hops - n_hops; hop < loudness->n_hops; hop++)
        sum += loudness->hops[hop % PS_SHORT_TERM_HOPS];
    return sum / n_hops;
}

static void count_block(ps_histogram *blocks, double energy)
{
    const double place = (loudness_of(energy) - ABSOLUTE_GATE) * BINS_A_LU;
    if (place < 0.0)
        return;
    const int32_t bin = place < PS_LOUDNESS_BINS ? (int32_t)place : PS_LOUDNESS_BINS - 1;
    blocks->counts[bin]++;
    blocks->energies[bin] += energy;
}

/* The mean energy of the blocks in the bins whose own mean is above the gate; -1 where there are
 * none. */
static double mean_above(const ps_histogram *blocks, double gate)
{
    int64_t count = 0;
    double sum = 0.0;
    for (int32_t bin = 0; bin < PS_LOUDNESS_BINS; bin++)
        if (blocks->energies[bin] > gate * (double)blocks->counts[bin]) {
            count += blocks->counts[bin];
            sum += blocks->energies[bin];
        }
    return count > 0 ? sum / (double)count : -1.0;
}

static double gated_energy(const ps_histogram *blocks)
{
    const double ungated = mean_above(blocks, 0.0);
    return mean_above(blocks, ungated * pow(10.0, RELATIVE_GATE / 10.0));
}

static void end_hop(ps_loudness *loudness)
{
    const double energy = (loudness->sum[0] + loudness->sum[1]) / loudness->hop_frames;
    loudness->sum = (ps_sides){0.0, 0.0};
    loudness->in_hop = 0;
    if (!isfinite(energy)) {
        forget_filters(loudness);
        return;
    }
    loudness->hops[loudness->n_hops++ % PS_SHORT_TERM_HOPS] = energy;
    loudness->n_integrated++;
    loudness->momentary = reading(recent_energy(loudness, PS_MOMENTARY_HOPS));
    loudness->short_term = reading(recent_energy(loudness, PS_SHORT_TERM_HOPS));
    if (loudness->n_integrated < PS_MOMENTARY_HOPS)
        return;
    count_block(&loudness->blocks, recent_energy(loudness, PS_MOMENTARY_HOPS));
    loudness->integrated = reading(gated_energy(&loudness->blocks));
}

static ps_sides filtered(const ps_biquad *filter, ps_sides state[2], ps_sides in)
{
    const ps_sides out = filter->b[0] * in + state[0];
    state[0] = filter->b[1] * in - filter->a[0] * out + state[1];
    state[1] = filter->b[2] * in - filter->a[1] * out;
    return out;
}

static void measure(ps_loudness *loudness, const float *frames, int32_t n_frames)
{
    const ps_biquad shelf = loudness->shelf, high_pass = loudness->high_pass;
    ps_sides bright[2] = {shelf.state[0], shelf.state[1]};
    ps_sides low[2] = {high_pass.state[0], high_pass.state[1]};
    ps_sides sum = loudness->sum;
    for (int32_t i = 0; i < n_frames; i++) {
        const ps_sides in = {(double)frames[2 * i], (double)frames[2 * i + 1]};
        const ps_sides weighted = filtered(&high_pass, low, filtered(&shelf, bright, in));
        sum += weighted * weighted;
    }
    memcpy(loudness->shelf.state, bright, sizeof bright);
    memcpy(loudness->high_pass.state, low, sizeof low);
    loudness->sum = sum;
    loudness->in_hop += n_frames;
}

void ps_loudness_process(ps_loudness *loudness, const float *frames, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames;) {
        const int32_t room = loudness->hop_frames - loudness->in_hop;
        const int32_t n = n_frames - done < room ? n_frames - done : room;
        measure(loudness, frames + 2 * done, n);
        done += n;
        if (loudness->in_hop == loudness->hop_frames)
            end_hop(loudness);
    }
}

void ps_loudness_restart(ps_loudness *loudness)
{
    memset(&loudness->blocks, 0, sizeof loudness->blocks);
    loudness->n_integrated = 0;
    loudness->integrated = (float)PS_NO_LOUDNESS;
}
