/* From the cutoff and the damping of a filter to its coefficients. */
#ifndef PADSKETCH_FILTER_DESIGN_H
#define PADSKETCH_FILTER_DESIGN_H

#include <stdint.h>

#define PS_FILTER_COEFFICIENTS 6 /* a1, a2, a3 of the state; gains of input, first and second state */

/* 2^x for |x| < 1000, good to 1e-8 and the same on every machine: libraries differ in the last bit. */
double ps_power_of_two(double x);
/* kind: PS_FILTER_; w: the cutoff in radians a frame, 0..3.1; damping: 1 / Q, 0..sqrt 2. */
void ps_filter_design(float to[PS_FILTER_COEFFICIENTS], int32_t kind, double w, double damping);

#endif
