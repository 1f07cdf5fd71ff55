/* Rows of the table of parameters: the ranges that values are brought into. */
#ifndef PADSKETCH_ROWS_H
#define PADSKETCH_ROWS_H

#include <stdint.h>

typedef struct {
    float low;
    float high;
    float initial;
    float smoothing; /* ms over which a change is drawn out, 0: it is taken at once */
} ps_row;

#define PS_ROW(low, high, initial, smoothing) {low, high, initial, smoothing},

/* A value within its range; what is no number counts as the initial value. */
static inline float ps_row_clamped(const ps_row *row, float value)
{
    if (value != value)
        return row->initial;
    return value < row->low ? row->low : value > row->high ? row->high : value;
}

/* Frames over which a change is drawn out. */
static inline int32_t ps_row_smoothing(const ps_row *row, int32_t rate)
{
    return (int32_t)((double)row->smoothing * rate / 1000.0);
}

#endif
