/* The mains: what the whole mix passes on its way out. Everything is called on audio. */
#ifndef PADSKETCH_MAINS_H
#define PADSKETCH_MAINS_H

#include <stdbool.h>
#include <stdint.h>

#include "_controls.h"
#include "_dsp.h"
#include "_gain.h"
#include "_master.h"

typedef struct {
    ps_controls controls;
    ps_ramp level;
    ps_master chain;
    int32_t latency; /* frames, of the chain */
    bool is_on;
} ps_mains;

/* `mains` is zeroed; rate in Hz. It is off. */
void ps_mains_init(ps_mains *mains, int32_t rate);
/* On or off at once; what is still in the chain is forgotten. */
void ps_mains_switch(ps_mains *mains, bool is_on);
/* Start towards the settings of a score; what does not sound goes there at once. */
void ps_mains_adopt(ps_mains *mains, const ps_score *score, bool sounds);
/* Stereo frames from `frame` on, in place; off, they are left alone. */
void ps_mains_process(ps_mains *mains, int64_t frame, float *mix, int32_t n_frames);
/* Frames by which what comes out is late now. */
int32_t ps_mains_latency(const ps_mains *mains);
/* Back to silence. */
void ps_mains_reset(ps_mains *mains);

#endif
