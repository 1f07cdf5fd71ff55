/* Scores and banks in memory of their own, for tests that have no Python at hand. */
#ifndef PADSKETCH_MUSIC_H
#define PADSKETCH_MUSIC_H

#include "_engine.h"

#define MUSIC_PADS 8
#define MUSIC_LAYERS 3 /* of each pad */
#define MUSIC_LANES 64
#define MUSIC_STEPS 2048
#define MUSIC_LOCKS 512
#define MUSIC_SECTIONS 3
#define MUSIC_SIXTEENTH 240000 /* positions */

typedef struct {
    ps_score score;
    ps_pattern patterns[PS_PATTERNS];
    ps_lane lanes[MUSIC_LANES];
    ps_step steps[MUSIC_STEPS];
    ps_lock locks[MUSIC_LOCKS];
    ps_section sections[MUSIC_SECTIONS];
    ps_pad pads[MUSIC_PADS];
    ps_layer layers[MUSIC_LAYERS * MUSIC_PADS];
    ps_track tracks[MUSIC_PADS];
    int32_t n_lanes;
    int32_t n_steps;
    int32_t n_locks;
} music;

#define SHELF_SAMPLES MUSIC_PADS
#define SHELF_FRAMES 3000

typedef struct {
    ps_bank bank;
    ps_sample samples[SHELF_SAMPLES];
    float storage[SHELF_SAMPLES][2 * (SHELF_FRAMES + 2 * PS_SAMPLE_MARGIN)];
} shelf;

/* 120 bpm, 16 steps of 1/16 in every pattern, one-shot pads with one layer each, no lanes. */
void music_init(music *m);
/* A lane of rests behind the lanes that a pattern has; patterns must be filled one after another. */
ps_lane *music_add_lane(music *m, int32_t pattern, int32_t pad, int32_t n_steps);
ps_step *music_steps(music *m, const ps_lane *lane);
/* Three sections and four patterns with everything that a score can ask for. */
void music_improvise(music *m, uint64_t seed);
/* Noise, mono and stereo in turn. */
void shelf_init(shelf *s, uint64_t seed);

#endif
