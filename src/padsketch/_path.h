/* The way of a reading through its sample: straight on, round a loop, or back. */
#ifndef PADSKETCH_PATH_H
#define PADSKETCH_PATH_H

#include <stdbool.h>
#include <stdint.h>

#define PS_NEVER INT64_MAX

/* A path counts the frames of a sample in the order in which they are read, from 0. It leads straight
 * through the sample for `turn` frames; behind that it goes round the loop, or back. Before 0, and behind an
 * end without a turn, it leads straight on, at last into the silence around the sample. */
typedef struct {
    const float *frames;  /* the first of the sample */
    int32_t n_channels;
    int32_t direction;    /* PS_DIRECTION_ */
    int64_t first;        /* frame of the sample at 0 */
    int64_t turn;         /* PS_NEVER: none */
    int64_t loop_start;   /* what it goes round behind the turn */
    int64_t loop_length;
    int64_t fade;         /* frames before a seam that blend into those that lead to where it goes on */
    float likeness;       /* 0..1: correlation of what blends */
    bool starts_in_loop;  /* the first pass sounds like every other: the loop lies before 0 as well */
} ps_path;

/* Frames of a sample, half-open and inside it; loop_length 0: it does not loop. */
typedef struct {
    int64_t start;
    int64_t end;
    int64_t loop_start;
    int64_t loop_length;
    int64_t fade;
} ps_range;

void ps_path_init(ps_path *path, const float *frames, int32_t n_channels, int64_t n_frames,
                  ps_range range, int32_t direction);
/* Frames from a place on that lie in memory as they are read, at *frames; 0: none. */
int64_t ps_path_straight(const ps_path *path, int64_t place, const float **frames);
/* Copy n_frames from a place on. */
void ps_path_gather(const ps_path *path, int64_t place, float *out, int32_t n_frames);

#endif
