/* A lane as it is played: which of its steps comes when, and whether it sounds. Everything here is a pure
 * function of the score and a count. */
#ifndef PADSKETCH_LANE_H
#define PADSKETCH_LANE_H

#include <stdbool.h>
#include <stdint.h>

#include "_dsp.h"

/* What the hash is asked for. */
#define PS_PURPOSE_CHANCE 1u
#define PS_PURPOSE_LAYER 2u /* the roll's number stands above it */
#define PS_PURPOSE_PLACE 3u
#define PS_ROLL_SHIFT 8

/* A lane of a pattern, with the seed and the fill key that its conditions may ask for. Its steps are
 * counted from the start of the pattern: n / n_steps passes are over, and it stands at n % n_steps. */
typedef struct {
    const ps_score *score;
    const ps_pattern *pattern;
    const ps_lane *lane;
    bool fill;
} ps_playing_lane;

int64_t ps_floor_div(int64_t a, int64_t b);
int64_t ps_ceil_div(int64_t a, int64_t b);
/* 64 bits for the n-th step and a purpose. */
uint64_t ps_lane_hash(const ps_playing_lane *at, int64_t n, uint32_t purpose);
/* The step that is played as the n-th; n >= 0. */
const ps_step *ps_lane_step(const ps_playing_lane *at, int64_t n);
/* The first n whose place in the grid, not swung, is not before a position. */
int64_t ps_lane_first(const ps_lane *lane, int64_t position);
/* Where a hit of the n-th step falls: swung, nudged and rolled, rounded down once. */
int64_t ps_lane_position(const ps_playing_lane *at, int64_t n, const ps_step *step, int32_t roll);
/* Positions for which a hit of a step is held, -1: nothing lets go of it. */
int64_t ps_lane_held(const ps_playing_lane *at, const ps_step *step);

/* _conditions.c: whether the n-th step sounds. */
bool ps_lane_sounds(const ps_playing_lane *at, int64_t n);

#endif
