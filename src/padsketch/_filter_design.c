/* A state-variable filter with trapezoidal integrators (Zavalishin, The Art of VA Filter Design; Simper 2013)
 * whose poles are those of the analogue filter, sampled, and whose output is the sum of the input and both
 * states that gives the analogue level at the cutoff (after Vicanek, Matched Second Order Digital Filters,
 * 2016). */
#include "_filter_design.h"

#include <math.h>
#include <string.h>

#include "_clones.h"

#define BUTTERWORTH 1.4142135623730951 /* 1 / Q at a resonance of 0 */
#define DAMPING_OCTAVES 6.1439 /* from there down to Q = 50 at a resonance of 1 */
/* A double of this size has no place for a fraction: adding it rounds, and the last bits are the number. */
#define ROUNDING 6755399441055744.0
#define EXPONENT_BIAS 1023
#define EXPONENT_SHIFT 52
/* Part of the loop over all points, and without branches: it becomes one of vectors. */
#define INLINE static inline __attribute__((always_inline))

/* A power of two, made of its bits, times the series of e^y for |y| < 0.35. */
INLINE double power_of_two(double x)
{
    const double rounded = x + ROUNDING, whole = rounded - ROUNDING;
    const double y = (x - whole) * 0.69314718055994531;
    const double end = 1.0 + y * (1.0 / 5.0) * (1.0 + y * (1.0 / 6.0) * (1.0 + y * (1.0 / 7.0)));
    const double rest = 1.0 + y * (1.0 / 2.0) * (1.0 + y * (1.0 / 3.0) * (1.0 + y * (1.0 / 4.0) * end));
    uint64_t bits;
    double scale;
    memcpy(&bits, &rounded, sizeof bits);
    bits = (bits + EXPONENT_BIAS) << EXPONENT_SHIFT;
    memcpy(&scale, &bits, sizeof scale);
    return (1.0 + y * rest) * scale;
}

double ps_power_of_two(double x)
{
    return power_of_two(x);
}

/* The series of sin x for sign -1 and of sinh x for sign 1, good to 1e-7 for |x| <= pi / 2. */
INLINE double sine_series(double x, double sign)
{
    const double y = sign * x * x;
    const double end = 1.0 + y * (1.0 / 72.0) * (1.0 + y * (1.0 / 110.0));
    return x * (1.0 + y * (1.0 / 6.0) * (1.0 + y * (1.0 / 20.0) * (1.0 + y * (1.0 / 42.0) * end)));
}

/* 0 where x is less. */
INLINE double positive(double x)
{
    return 0.5 * (x + fabs(x));
}

/* 1 / Q: decibels of resonance are proportional to the parameter. */
INLINE double damping_of(double resonance)
{
    return BUTTERWORTH * power_of_two(-DAMPING_OCTAVES * resonance);
}

double ps_filter_damping(double resonance)
{
    return damping_of(resonance);
}

/* g, k: of the trapezoidal filter; half_sine: sin^2(w / 2) of the cutoff w; bend: (tan(w / 2) / g)^2, the
 * place of the cutoff on the axis of the poles; height: the square of their product there. */
typedef struct {
    double g, k, half_sine, bend, height;
} ps_poles;

/* Poles e^(-s) at s = w (damping / 2 +- j sqrt(1 - damping^2 / 4)); (1 - e^-s) / (1 + e^-s) = tanh(s / 2)
 * has g for its magnitude and g k / 2 for its real part. */
INLINE ps_poles poles_of(double w, double damping)
{
    const double q = 0.5 * damping;
    const double s = sine_series(0.5 * w * sqrt(1.0 - q * q), -1.0);
    const double h = sine_series(0.5 * w * q, 1.0);
    const double half = sine_series(0.5 * w, -1.0), half_sine = half * half;
    const double below = 1.0 / (1.0 + h * h - s * s);
    const double square = (h * h + s * s) * below, g = sqrt(square);
    const double k = 2.0 * h * sqrt(1.0 + h * h) * below / g;
    const double bend = half_sine / ((1.0 - half_sine) * square);
    return (ps_poles){g, k, half_sine, bend, (1.0 - bend) * (1.0 - bend) + k * k * bend};
}

/* How much of the high-pass and the band-pass is in the output; of the low-pass, all or nothing. */
typedef struct {
    double high, band;
} ps_blend;

/* Gain 1 at 0 Hz and Q at the cutoff, and no zero where nothing analogue has one: at half the rate. */
INLINE ps_blend blend_low(const ps_poles *poles, double damping)
{
    const double square = poles->g * poles->g, open = 1.0 - poles->half_sine;
    const double peak = poles->height / (damping * damping);
    const double rest = ((peak - 1.0) * open - poles->half_sine) * open / poles->half_sine;
    const double high = square * sqrt(positive(rest));
    return (ps_blend){high, (high + square) / poles->g};
}

/* Gain 1 at the cutoff, and its top there. */
INLINE ps_blend blend_band(const ps_poles *poles)
{
    const double bend = 1.0 + positive(poles->bend - 1.0);
    const double slope = poles->k * poles->k - 2.0 * (1.0 - bend);
    const double square = (bend * bend - 1.0) / (bend * bend);
    return (ps_blend){sqrt(square), sqrt(positive(slope - 2.0 * bend * square))};
}

/* Gain Q at the cutoff of a high-pass. */
INLINE double gain_high(const ps_poles *poles, double damping)
{
    return sqrt(poles->height) / (damping * poles->bend);
}

PS_CLONES
void ps_filter_design(const ps_filter_points *restrict points,
                      float to[restrict PS_FILTER_COEFFICIENTS][PS_FILTER_POINTS])
{
    for (int32_t n = 0; n < PS_FILTER_POINTS; n++) {
        const double damping = damping_of(points->resonance[n]);
        const double w = points->lowest[n] * power_of_two(points->octave[n]);
        const ps_poles poles = poles_of(w, damping);
        const ps_blend low = blend_low(&poles, damping), band = blend_band(&poles);
        const double of_high = points->low[n] * low.high + points->band[n] * band.high +
                               points->high[n] * gain_high(&poles, damping);
        const double of_band = points->low[n] * low.band + points->band[n] * band.band;
        const double a = 1.0 / (1.0 + poles.g * (poles.g + poles.k));
        to[0][n] = (float)(2.0 * a - 1.0);
        to[1][n] = (float)(2.0 * poles.g * a);
        to[2][n] = (float)(2.0 * poles.g * poles.g * a);
        to[3][n] = (float)of_high;
        to[4][n] = (float)(0.5 * (of_band - of_high * poles.k));
        to[5][n] = (float)(0.5 * (points->low[n] - of_high));
    }
}
