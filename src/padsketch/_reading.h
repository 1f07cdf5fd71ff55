/* What a voice reads of its sample: which frames, in which order, at which pitch. */
#ifndef PADSKETCH_READING_H
#define PADSKETCH_READING_H

#include <stdbool.h>

#include "_kernels.h"
#include "_path.h"
#include "_pitch.h"

/* What is to be read: made at the hit. Places are frames of the sample, ends exclusive; what does not
 * fit the sample is clamped by ps_reading_start. */
typedef struct {
    const ps_sample *sample;
    ps_pitch pitch;      /* from the first output frame on */
    int64_t start;
    int64_t end;
    int64_t loop_start;
    int64_t loop_end;
    int64_t loop_fade;   /* frames before the seam that blend into those that lead to where it goes on */
    int32_t direction;   /* PS_DIRECTION_ */
    bool loops;
} ps_reading_plan;

/* Audio only. */
typedef struct {
    ps_path path;
    ps_pitch pitch;
    const ps_kernels *kernels;
    const ps_kernel *kernel; /* NULL: the copy path */
    int64_t place;           /* frames of the path */
    int64_t end;             /* place at which it is over, PS_NEVER: it loops */
    int64_t left;            /* as ps_reading_left says */
    uint32_t fraction;       /* of a frame, 0.32, behind `place` */
    int32_t n_channels;      /* 1 or 2 */
} ps_reading;

/* Frames of an array that another thread may lend at any time; NULL: not there yet. */
static inline const float *ps_sample_frames(const ps_sample *sample)
{
    return __atomic_load_n(&sample->frames, __ATOMIC_ACQUIRE);
}

/* What is read of the sample after clamping. */
ps_range ps_reading_range(const ps_reading_plan *plan);
/* Begin; the renditions of the bank serve where they have what is asked for. A pitch that moves has none. */
void ps_reading_start(ps_reading *reading, const ps_reading_plan *plan, const ps_kernels *kernels,
                      const ps_bank *bank);
/* The same without renditions: what they are made with. */
void ps_reading_begin(ps_reading *reading, const ps_reading_plan *plan, const ps_kernels *kernels);
/* Output frames until it is over, with what rings out behind its end; PS_NEVER for loops. While the pitch
 * moves there may be more of them where the answer is PS_SUB_BLOCK or above. */
int64_t ps_reading_left(const ps_reading *reading);
/* The next n_frames <= left, stereo interleaved; a mono sample is the same on both sides. */
void ps_reading_read(ps_reading *reading, float *out, int32_t n_frames);
/* The next n_frames <= left where they lie ready in memory, in *n_channels; NULL: they must be read. */
const float *ps_reading_ahead(const ps_reading *reading, int32_t n_frames, int32_t *n_channels);
/* Go on behind frames that were taken from ps_reading_ahead. */
void ps_reading_skip(ps_reading *reading, int32_t n_frames);

#endif
