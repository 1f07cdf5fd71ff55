/* From the cutoffs and the dampings of filters to their coefficients. */
#ifndef PADSKETCH_FILTER_DESIGN_H
#define PADSKETCH_FILTER_DESIGN_H

#include <stdint.h>

/* With both states before and behind a frame, and change = in - second:
 * first' = c0 first + c1 change, second' = second + c1 first + c2 change,
 * out = c3 in + c4 (first + first') + c5 (second + second'). */
#define PS_FILTER_COEFFICIENTS 6
#define PS_FILTER_POINTS 8 /* that are worked out at once */

/* 2^x for |x| < 1000, good to 1e-8 and the same on every machine: libraries differ in the last bit. */
double ps_power_of_two(double x);
/* 1 / Q of a resonance of 0..1. */
double ps_filter_damping(double resonance);

/* Filters of which every one is worked out, whether it is wanted or not: all of them must be set. */
typedef struct {
    double lowest[PS_FILTER_POINTS];    /* radians a frame at 0 octaves */
    double octave[PS_FILTER_POINTS];    /* of the cutoff, which stays below half the rate */
    double resonance[PS_FILTER_POINTS]; /* 0..1 */
    double low[PS_FILTER_POINTS];       /* 1 of these three, 0 the others */
    double band[PS_FILTER_POINTS];
    double high[PS_FILTER_POINTS];
} ps_filter_points;

void ps_filter_design(const ps_filter_points *points, float to[PS_FILTER_COEFFICIENTS][PS_FILTER_POINTS]);

#endif
