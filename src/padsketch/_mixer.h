/* The mixer: buses, their strips, the effects that they share, the mix and its meters. On audio only. */
#ifndef PADSKETCH_MIXER_H
#define PADSKETCH_MIXER_H

#include <stdbool.h>
#include <stdint.h>

#include "_dsp.h"
#include "_effects.h"
#include "_mains.h"
#include "_meters.h"
#include "_strip.h"

typedef float ps_bus[2 * PS_SUB_BLOCK];

typedef struct {
    _Alignas(64) ps_bus buses[PS_MAX_TRACKS]; /* silent between two sub-blocks */
    ps_bus keys[PS_MAX_TRACKS];    /* copies of buses before their strips, where compressors listen */
    ps_bus silence;
    ps_strip strips[PS_MAX_TRACKS];
    ps_effects effects;
    ps_mains mains;
    ps_meters meters;
    uint64_t keyed;                /* a bit per track that another one's compressor listens to */
    uint64_t listening;            /* a bit per track whose compressor listens to another one */
    uint64_t restless;             /* a bit per track with something left to do without voices */
    bool is_metered;
} ps_mixer;

/* A stretch of frames on its way through the mixer. */
typedef struct {
    int64_t frame;      /* of the clock: control points are multiples of PS_CONTROL_FRAMES */
    int32_t n_frames;   /* 0..PS_SUB_BLOCK */
    uint64_t touched;   /* a bit per bus that voices were added to */
    float *mix;
    float *stems;       /* the first one; the others follow `stride` floats apart */
    int64_t stride;
    int32_t n_stems;    /* 0, or those of the tracks and PS_RETURNS behind them */
    /* What the mixer found: */
    uint64_t broken;    /* a bit per bus that held no numbers and counts as silence */
    uint32_t n_broken;  /* buses, strips, returns and mains that were reset for that */
    int32_t n_sounding; /* frames up to the last one in which a tail was heard */
} ps_stretch;

/* `mixer` is zeroed and aligned to 64; rate in Hz. */
void ps_mixer_init(ps_mixer *mixer, int32_t rate);
/* Start towards the settings of a score. mono, sounding: a bit per track that plays mono samples only,
 * that has voices; what is silent goes there at once. */
void ps_mixer_adopt(ps_mixer *mixer, const ps_score *score, uint64_t mono, uint64_t sounding);
/* All buses of a stretch through their strips into the mix, in the order of the tracks, then what
 * returns, then the mains. */
void ps_mixer_mix(ps_mixer *mixer, ps_stretch *stretch);
/* Whether a hit sends the strip of its track elsewhere. */
bool ps_mixer_is_turned_by(const ps_mixer *mixer, const ps_score *score, const ps_hit *hit,
                           bool mono);
/* Send it there; sounds: its track has voices. */
void ps_mixer_turn(ps_mixer *mixer, const ps_score *score, const ps_hit *hit, bool mono,
                   bool sounds);
/* Whether tails may still be heard though all voices have ended. */
bool ps_mixer_is_ringing(const ps_mixer *mixer);

#endif
