/* The equaliser of a track: low shelf, bell, high shelf. Everything is called on audio. */
#ifndef PADSKETCH_EQUALISER_H
#define PADSKETCH_EQUALISER_H

#include <stdbool.h>
#include <stdint.h>

#define PS_BANDS 3

typedef struct {
    float low_hz;
    float low_db;
    float mid_hz;
    float mid_q;
    float mid_db;
    float high_hz;
    float high_db;
} ps_equalisation;

/* Left, right; the rest of the lanes is idle. */
typedef float ps_sides4 __attribute__((vector_size(16)));

/* A state-variable filter: out = mix[0] * in + mix[1] * band + mix[2] * low. */
typedef struct {
    float a[3];
    float mix[3];
} ps_band;

typedef struct {
    ps_equalisation set;
    ps_band bands[PS_BANDS];
    ps_sides4 states[PS_BANDS][2];
    int32_t rate;
    bool is_flat;
} ps_equaliser;

/* `equaliser` is zeroed; rate in Hz. It is flat until it is set. */
void ps_equaliser_init(ps_equaliser *equaliser, int32_t rate);
/* At control points: Hz and dB, gains of any sign. */
void ps_equaliser_set(ps_equaliser *equaliser, const ps_equalisation *equalisation);
/* All gains are 0 dB: frames pass untouched, bit for bit, and nothing rings. */
bool ps_equaliser_is_flat(const ps_equaliser *equaliser);
/* Stereo frames, in place. */
void ps_equaliser_process(ps_equaliser *equaliser, float *frames, int32_t n_frames);
/* Back to silence; what was set remains. */
void ps_equaliser_reset(ps_equaliser *equaliser);

#endif
