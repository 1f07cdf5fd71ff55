/* The balance of a voice: its level and pan, and the two gains that they ask for. On audio only. */
#ifndef PADSKETCH_BALANCE_H
#define PADSKETCH_BALANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "_glide.h"
#include "_parameters.h"

typedef struct {
    ps_glide level_db; /* of pad or lock; moves while it slides */
    ps_glide pan;
    float own_gain;    /* of velocity and layer */
    float own_pan;     /* of the layer */
    bool is_mono;
    ps_glide gain[2];  /* left and right, on straight lines */
} ps_balance;

/* values: of a pad, within their ranges. What is the voice's own is there already. */
void ps_balance_start(ps_balance *balance, const float values[PS_PAD_PARAMETERS]);
/* Right after the start, at a frame of the clock: slide to other values. */
void ps_balance_slide(ps_balance *balance, const float to[PS_PAD_PARAMETERS], ps_slide slide, int64_t frame);
bool ps_balance_is_sliding(const ps_balance *balance);
/* While it slides, at its start and at every control point: straight on to where it is at the next one. */
void ps_balance_steer(ps_balance *balance, int64_t frame);
void ps_balance_slide_on(ps_balance *balance, int32_t n_frames);
/* Move to another level or pan over n_frames; what is NULL stays as it is. */
void ps_balance_follow(ps_balance *balance, const float *level_db, const float *pan, int32_t n_frames);
/* The gain of the louder side. */
float ps_balance_level(const ps_balance *balance);
bool ps_balance_is_still(const ps_balance *balance);
/* Add to a stereo bus while the gains move, each frame by a gain of its own as well: how many frames. */
int32_t ps_balance_add(ps_balance *balance, const float *frames, int32_t n_channels, const float *gains,
                       float *bus, int32_t n_frames);

#endif
