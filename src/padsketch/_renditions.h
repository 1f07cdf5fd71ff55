/* Readings that were made before they are needed: a table that only grows, and grows while it plays. */
#ifndef PADSKETCH_RENDITIONS_H
#define PADSKETCH_RENDITIONS_H

#include "_reading.h"

typedef struct {
    const ps_sample *sample;
    uint64_t increment; /* 32.32 */
    int64_t start;      /* frames of the sample, half-open */
    int64_t end;
    int32_t direction;  /* PS_DIRECTION_ */
} ps_rendition_key;

/* Key and n_frames are written before `frames` is, and never again. */
typedef struct {
    ps_rendition_key key;
    int64_t n_frames;    /* of the rendition */
    const float *frames; /* NULL: the place is free */
} ps_rendition;

/* Audio: the rendition of a plan that does not loop, and its frames; NULL where there is none. */
const ps_rendition *ps_renditions_find(const ps_renditions *renditions, const ps_reading_plan *plan,
                                       const float **frames);

#endif
