/* Values and commands drawn by chance. The values come from the table of parameters, so that what is
 * added there is tried from then on. */
#ifndef PADSKETCH_CHANCE_H
#define PADSKETCH_CHANCE_H

#include "_dsp.h"

typedef struct {
    float low;
    float high;
    float resting; /* the default */
} chance_parameter;

typedef struct {
    const chance_parameter *parameters;
    int32_t n_parameters;
} chance_group;

extern const chance_group chance_pad, chance_track, chance_delay, chance_reverb, chance_master;

/* 0..1, below 1. */
float chance_share(uint64_t *random);
/* The defaults of a group. */
void chance_rest(const chance_group *group, float *values);
/* Most of them rest, the others are anywhere in their ranges, often at an end. */
void chance_draw(const chance_group *group, float *values, uint64_t *random);
/* One value goes a little beyond its range, as only a broken caller would send it. */
void chance_exceed(const chance_group *group, float *values, uint64_t *random);
/* A lock of any parameter of a pad or of its track. */
ps_lock chance_lock(uint64_t *random);
/* Any command but a score; what it names may not exist. */
ps_command chance_command(uint64_t *random);
/* 0..PS_MAX_BLOCK frames, most of them below 256, each octave as likely as another. */
int32_t chance_block(uint64_t *random);

#endif
