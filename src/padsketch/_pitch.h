/* The pitch of a reading: how far it goes along its path from one output frame to the next. On its way to
 * another pitch it changes from frame to frame; where it is at control points, semitones say. */
#ifndef PADSKETCH_PITCH_H
#define PADSKETCH_PITCH_H

#include <stdbool.h>

#include "_glide.h"

#define PS_PITCH_ONE (UINT64_C(1) << 32) /* the increment of a sample at its own pitch */

/* Increments are 32.32 frames of the path. */
typedef struct {
    uint64_t increment;
    int64_t bend;       /* by which each increment is greater than the one before */
    uint64_t to;        /* increment at the end of the line */
    uint64_t goal;      /* increment at the end of the slide */
    ps_glide semitones; /* at the end of the line */
    int32_t line;       /* frames that it goes on like this; 0: it stays */
} ps_pitch;

ps_pitch ps_pitch_still(float semitones);
/* From a frame of the clock on; where nothing is left of the glide it is still. */
ps_pitch ps_pitch_sliding(ps_glide semitones, int64_t frame);
/* true: the end of a line was reached. n_frames: at most what is left of the line. */
bool ps_pitch_advance(ps_pitch *pitch, int32_t n_frames);

static inline bool ps_pitch_moves(const ps_pitch *pitch)
{
    return pitch->line > 0;
}

/* Frames for which it stays or goes in a straight line. */
static inline int32_t ps_pitch_ahead(const ps_pitch *pitch)
{
    return pitch->line > 0 ? pitch->line : INT32_MAX;
}

/* The greatest increment of the line, and of all that is to come. */
static inline uint64_t ps_pitch_line_top(const ps_pitch *pitch)
{
    return pitch->increment > pitch->to ? pitch->increment : pitch->to;
}

static inline uint64_t ps_pitch_top(const ps_pitch *pitch)
{
    return pitch->increment > pitch->goal ? pitch->increment : pitch->goal;
}

/* From the next output frame to the n-th behind it, within the line. */
static inline uint64_t ps_pitch_distance(const ps_pitch *pitch, int32_t n)
{
    const int64_t pairs = (int64_t)n * (n - 1) / 2;
    return (uint64_t)n * pitch->increment + (uint64_t)(pairs * pitch->bend);
}

#endif
