/* A value on its way to a target: a function of the frames left alone, so that blocks may be cut anywhere. */
#ifndef PADSKETCH_GLIDE_H
#define PADSKETCH_GLIDE_H

#include <stdint.h>

typedef struct {
    float target;
    float step;   /* a frame */
    int32_t left; /* frames */
} ps_glide;

static inline float ps_glide_value(const ps_glide *glide)
{
    return glide->target - glide->step * (float)glide->left;
}

static inline void ps_glide_set(ps_glide *glide, float value)
{
    *glide = (ps_glide){.target = value};
}

static inline void ps_glide_aim(ps_glide *glide, float target, int32_t n_frames)
{
    if (target == glide->target)
        return;
    const float change = target - ps_glide_value(glide);
    *glide = (ps_glide){target, n_frames > 0 ? change / (float)n_frames : 0.0f, n_frames};
}

/* A slide takes its time, whatever slides. */
typedef struct {
    int32_t length; /* frames, 0: nothing slides */
    int32_t left;   /* of them */
} ps_slide;

/* On the way from one value to another. */
static inline void ps_glide_slide(ps_glide *glide, float from, float to, ps_slide slide)
{
    ps_glide_set(glide, to);
    if (from != to && slide.left > 0)
        *glide = (ps_glide){to, (to - from) / (float)slide.length, slide.left};
}

static inline float ps_glide_value_after(const ps_glide *glide, int32_t n_frames)
{
    const int32_t left = glide->left > n_frames ? glide->left - n_frames : 0;
    return glide->target - glide->step * (float)left;
}

static inline void ps_glide_advance(ps_glide *glide, int32_t n_frames)
{
    glide->left = glide->left > n_frames ? glide->left - n_frames : 0;
}

#endif
