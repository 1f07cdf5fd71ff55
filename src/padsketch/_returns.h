/* What the delay and the reverb share. */
#ifndef PADSKETCH_RETURNS_H
#define PADSKETCH_RETURNS_H

#include <math.h>
#include <stdint.h>

#include "_rows.h"

#define PI 3.14159265358979323846
#define FADE_MS 50
#define HIGHEST_POLE 0.49 /* of the rate */
/* -144 dBFS: what is written below is written as 0, so that silence is reached and can be told. */
#define INAUDIBLE 0x1p-24f
/* The same for the state of a filter, which may be small while the filter is heard. */
#define SPENT 0x1p-40f

/* The tangent that a bilinear transform needs for a pole. */
static inline double warped(float hertz, int32_t rate)
{
    const double place = (double)hertz / rate;
    const double angle = PI * (place < HIGHEST_POLE ? place : HIGHEST_POLE);
    return sin(angle) / cos(angle);
}

static inline float unless_below(float least, float x)
{
    return fabsf(x) < least ? 0.0f : x;
}

#endif
