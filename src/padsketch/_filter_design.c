/* A state-variable filter with trapezoidal integrators (Zavalishin, The Art of VA Filter Design; Simper 2013)
 * whose poles are those of the analogue filter, sampled, and whose output is the sum of the input and both
 * states that gives the analogue level at the cutoff (after Vicanek, Matched Second Order Digital Filters,
 * 2016). */
#include "_filter_design.h"

#include <math.h>
#include <string.h>

#include "_parameters.h"

/* A power of two times the series of e^y for |y| < 0.35. */
double ps_power_of_two(double x)
{
    const double whole = (double)(int32_t)(x < 0.0 ? x - 0.5 : x + 0.5);
    const double y = (x - whole) * 0.69314718055994531;
    const double end = 1.0 + y * (1.0 / 5.0) * (1.0 + y * (1.0 / 6.0) * (1.0 + y * (1.0 / 7.0)));
    const double rest = 1.0 + y * (1.0 / 2.0) * (1.0 + y * (1.0 / 3.0) * (1.0 + y * (1.0 / 4.0) * end));
    const uint64_t bits = (uint64_t)((int64_t)whole + 1023) << 52;
    double scale;
    memcpy(&scale, &bits, sizeof scale);
    return (1.0 + y * rest) * scale;
}

/* The series of sin x for sign -1 and of sinh x for sign 1, good to 1e-7 for |x| <= pi / 2. */
static double sine_series(double x, double sign)
{
    const double y = sign * x * x;
    const double end = 1.0 + y * (1.0 / 72.0) * (1.0 + y * (1.0 / 110.0));
    return x * (1.0 + y * (1.0 / 6.0) * (1.0 + y * (1.0 / 20.0) * (1.0 + y * (1.0 / 42.0) * end)));
}

static double positive_root(double x)
{
    return x > 0.0 ? sqrt(x) : 0.0;
}

/* g, k: of the trapezoidal filter; half_sine: sin^2(w / 2) of the cutoff w; bend: (tan(w / 2) / g)^2, the
 * place of the cutoff on the axis of the poles; height: the square of their product there. */
typedef struct {
    double g, k, half_sine, bend, height;
} ps_poles;

/* Poles e^(-s) at s = w (damping / 2 +- j sqrt(1 - damping^2 / 4)); (1 - e^-s) / (1 + e^-s) = tanh(s / 2)
 * has g for its magnitude and g k / 2 for its real part. */
static ps_poles poles_of(double w, double damping)
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

/* How much of its high, band and low-pass outputs make the output. */
typedef struct {
    double high, band, low;
} ps_blend;

/* Gain 1 at 0 Hz and Q at the cutoff, and no zero where nothing analogue has one: at half the rate. */
static ps_blend blend_low(const ps_poles *poles, double damping)
{
    const double square = poles->g * poles->g, open = 1.0 - poles->half_sine;
    const double peak = poles->height / (damping * damping);
    const double rest = ((peak - 1.0) * open - poles->half_sine) * open / poles->half_sine;
    const double high = square * positive_root(rest);
    return (ps_blend){high, (high + square) / poles->g, 1.0};
}

/* Gain 1 at the cutoff, and its top there. */
static ps_blend blend_band(const ps_poles *poles)
{
    const double bend = poles->bend;
    const double slope = poles->k * poles->k - 2.0 * (1.0 - bend);
    const double square = bend > 1.0 ? (bend * bend - 1.0) / (bend * bend) : 0.0;
    return (ps_blend){sqrt(square), positive_root(slope - 2.0 * bend * square), 0.0};
}

/* Gain Q at the cutoff. */
static ps_blend blend_high(const ps_poles *poles, double damping)
{
    return (ps_blend){sqrt(poles->height) / (damping * poles->bend), 0.0, 0.0};
}

static ps_blend blend_of(int32_t kind, const ps_poles *poles, double damping)
{
    if (kind == PS_FILTER_LOW)
        return blend_low(poles, damping);
    return kind == PS_FILTER_BAND ? blend_band(poles) : blend_high(poles, damping);
}

void ps_filter_design(float to[PS_FILTER_COEFFICIENTS], int32_t kind, double w, double damping)
{
    const ps_poles poles = poles_of(w, damping);
    const ps_blend blend = blend_of(kind, &poles, damping);
    const double a = 1.0 / (1.0 + poles.g * (poles.g + poles.k));
    to[0] = (float)a;
    to[1] = (float)(poles.g * a);
    to[2] = (float)(poles.g * poles.g * a);
    to[3] = (float)blend.high;
    to[4] = (float)(blend.band - blend.high * poles.k);
    to[5] = (float)(blend.low - blend.high);
}
