/* Which layers of a pad a hit plays, where not all of them do. */
#ifndef PADSKETCH_LAYERS_H
#define PADSKETCH_LAYERS_H

#include <stdbool.h>

#include "_dsp.h"

/* Audio only. What the hits of a pad before have played; nothing of any other pad. */
typedef struct {
    uint32_t n_hits[PS_MAX_TRACKS];
    int32_t last[PS_MAX_TRACKS]; /* counted from 1 among the layers of the pad, 0: none yet */
} ps_layers;

/* As if no hit had been. */
void ps_layers_restart(ps_layers *layers);
bool ps_layer_answers(const ps_layer *layer, int32_t velocity);
/* The layer that a hit plays of a pad that plays one at a time; NULL where its velocity reaches none. */
const ps_layer *ps_layers_pick(ps_layers *layers, const ps_score *score, const ps_hit *hit);

#endif
