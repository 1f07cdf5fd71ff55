/* Round robin and chance. A choice is a function of the pad's own hits and of the hit's address. */
#include "_layers.h"

#include <string.h>

void ps_layers_restart(ps_layers *layers)
{
    memset(layers, 0, sizeof *layers);
}

bool ps_layer_answers(const ps_layer *layer, int32_t velocity)
{
    return velocity >= layer->low && velocity <= layer->high;
}

/* 0 .. n - 1, each as likely as the others. */
static int32_t chosen(uint64_t random, int32_t n)
{
    return (int32_t)((random >> 32) * (uint64_t)n >> 32);
}

/* The n-th layer that answers, `skipped` not counted; its place, -1 where there are not so many. */
static int32_t nth_answering(const ps_layer *first, int32_t n_layers, int32_t velocity, int32_t skipped,
                             int32_t n)
{
    for (int32_t i = 0; i < n_layers; i++)
        if (i != skipped && ps_layer_answers(&first[i], velocity) && n-- == 0)
            return i;
    return -1;
}

static int32_t count_answering(const ps_layer *first, int32_t n_layers, int32_t velocity)
{
    int32_t n = 0;
    for (int32_t i = 0; i < n_layers; i++)
        n += ps_layer_answers(&first[i], velocity);
    return n;
}

const ps_layer *ps_layers_pick(ps_layers *layers, const ps_score *score, const ps_hit *hit)
{
    const ps_pad *pad = &score->pads[hit->pad];
    const ps_layer *first = &score->layers[pad->first_layer];
    const int32_t n = count_answering(first, pad->n_layers, hit->velocity);
    const uint32_t turn = layers->n_hits[hit->pad]++;
    if (n == 0)
        return NULL;
    int32_t skipped = -1, place = (int32_t)(turn % (uint32_t)n);
    if (pad->layering == PS_RANDOM) {
        const int32_t last = layers->last[hit->pad] - 1;
        const bool repeats = last >= 0 && last < pad->n_layers && n > 1 &&
                             ps_layer_answers(&first[last], hit->velocity);
        skipped = repeats ? last : -1;
        place = chosen(hit->random, repeats ? n - 1 : n);
    }
    const int32_t picked = nth_answering(first, pad->n_layers, hit->velocity, skipped, place);
    layers->last[hit->pad] = picked + 1;
    return &first[picked];
}
