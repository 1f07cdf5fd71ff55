/* Control points: the frames at which parameters may move. Between two of them what they steer goes in
 * a straight line, so that nothing steps and blocks may be cut anywhere. */
#ifndef PADSKETCH_CONTROL_H
#define PADSKETCH_CONTROL_H

#include <stdint.h>

#define PS_CONTROL_FRAMES 32

/* Frames from `frame` (absolute) to the next control point behind it. */
static inline int32_t ps_control_left(int64_t frame)
{
    return PS_CONTROL_FRAMES - (int32_t)(frame % PS_CONTROL_FRAMES);
}

#endif
