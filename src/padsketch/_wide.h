/* The inner loops, built for several instruction sets; all of them give the same bits. */
#ifndef PADSKETCH_WIDE_H
#define PADSKETCH_WIDE_H

#include <stdint.h>

#include "_kernels.h"
#include "_pitch.h"

/* Add n_frames (1 or 2 channels) to a stereo bus, each side with its gain. */
void ps_wide_add(float *bus, const float *frames, int32_t n_channels, float gain_left,
                 float gain_right, int32_t n_frames);
/* The same, and every frame with a gain of its own: frame * (side's gain * gains[i]). */
void ps_wide_add_shaped(float *bus, const float *frames, int32_t n_channels, const float *gains,
                        float gain_left, float gain_right, int32_t n_frames);
/* Stereo interleaved frames between those of a source (1 or 2 channels). The first lies `fraction` / 2^32
 * behind the middle of the first n_taps frames of the source, the next ones as the line of a pitch says. */
void ps_wide_read(float *out, const float *source, int32_t n_channels, const ps_kernel *kernel,
                  uint32_t fraction, const ps_pitch *pitch, int32_t n_frames);

/* One build of the loops; index 0 of a pair is mono, 1 is stereo. */
typedef struct {
    void (*add[2])(float *bus, const float *frames, float gain_left, float gain_right,
                   int32_t n_frames);
    void (*add_shaped[2])(float *bus, const float *frames, const float *gains, float gain_left,
                          float gain_right, int32_t n_frames);
    void (*read[2])(float *out, const float *source, const ps_kernel *kernel, uint32_t fraction,
                    const ps_pitch *pitch, int32_t n_frames);
} ps_wide;

extern const ps_wide ps_wide_plain;
#ifdef __x86_64__
extern const ps_wide ps_wide_avx2;
extern const ps_wide ps_wide_avx512;
#endif

#endif
