/* The inner loops, built for several instruction sets; all of them give the same bits. */
#ifndef PADSKETCH_WIDE_H
#define PADSKETCH_WIDE_H

#include <stdint.h>

/* Add n_frames (1 or 2 channels) to a stereo bus, each side with its gain. */
void ps_wide_add(float *bus, const float *frames, int32_t n_channels, float gain_left,
                 float gain_right, int32_t n_frames);
/* The same, and every frame with a gain of its own: frame * (side's gain * gains[i]). */
void ps_wide_add_shaped(float *bus, const float *frames, int32_t n_channels, const float *gains,
                        float gain_left, float gain_right, int32_t n_frames);

#endif
