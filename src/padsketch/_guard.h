/* The guard against broken numbers behind every noun that sounds. On audio only. */
#ifndef PADSKETCH_GUARD_H
#define PADSKETCH_GUARD_H

#include <stdbool.h>
#include <stdint.h>

/* Stereo frames with a NaN, an infinity, or a number so large that sums of it could become one are
 * silenced; true where they were. */
bool ps_guard_silences(float *frames, int32_t n_frames);
/* Frames up to the last one that is above -120 dBFS, 0 where none is. */
int32_t ps_audible_frames(const float *frames, int32_t n_frames);

#endif
