/* The effects that all tracks share: what they send to the delay and the reverb, and what returns. On audio only. */
#ifndef PADSKETCH_EFFECTS_H
#define PADSKETCH_EFFECTS_H

#include <stdbool.h>
#include <stdint.h>

#include "_controls.h"
#include "_delay.h"
#include "_dsp.h"
#include "_gain.h"
#include "_reverb.h"

typedef struct {
    _Alignas(64) float in[2 * PS_SUB_BLOCK]; /* what tracks have sent; silent between two sub-blocks */
    float out[2 * PS_SUB_BLOCK];
    ps_controls controls;
    ps_ramp level;
    bool is_fed;    /* something is in `in` */
    bool is_ending; /* it is forgotten once its level has reached silence */
} ps_return;

typedef struct {
    ps_return returns[PS_RETURNS];
    ps_delay delay;
    ps_reverb reverb;
    int32_t millibpm;
} ps_effects;

/* `effects` is zeroed and aligned to 64; rate in Hz. */
void ps_effects_init(ps_effects *effects, int32_t rate);
/* Start towards the settings of a score; what does not sound goes there at once. */
void ps_effects_adopt(ps_effects *effects, const ps_score *score);
/* Fade what goes round, and forget it. */
void ps_effects_end(ps_effects *effects);
/* The echoes follow from the next control point on. */
void ps_effects_set_tempo(ps_effects *effects, int32_t millibpm);
/* From what was sent to `returns[place].out`, for n_frames from `frame` on; false: it is silent, and
 * `out` is not written. */
bool ps_effects_process(ps_effects *effects, int32_t place, int64_t frame, int32_t n_frames);
/* Whether anything still goes round. */
bool ps_effects_are_ringing(const ps_effects *effects);
/* Back to silence. */
void ps_effects_reset(ps_effects *effects, int32_t place);

#endif
