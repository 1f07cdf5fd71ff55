/* All voices: which start, which make room, which end; and the sum of them on the buses of their tracks. */
#ifndef PADSKETCH_VOICES_H
#define PADSKETCH_VOICES_H

#include "_layers.h"
#include "_voice.h"

#define PS_FADING_VOICES 128
#define PS_VOICE_SLOTS (PS_MAX_VOICES + PS_FADING_VOICES)

/* Audio only. */
typedef struct {
    ps_voice slots[PS_VOICE_SLOTS];
    int16_t order[PS_VOICE_SLOTS]; /* sounding slots, oldest first: the order of summation */
    int16_t spare[PS_VOICE_SLOTS]; /* a stack of free slots */
    int32_t n_order;
    int32_t n_spare;
    int32_t n_fading;
    ps_layers layers;
    _Alignas(64) float frames[PS_FILTERS_AT_ONCE][2 * PS_SUB_BLOCK];
    _Alignas(64) float gains[PS_SUB_BLOCK];
} ps_voices;

void ps_voices_init(ps_voices *voices);
/* Start what a hit plays of its pad. */
void ps_voices_start(ps_voices *voices, const ps_sound *sound, const ps_hit *hit);
/* Play begins: layers that take turns begin with the first. */
void ps_voices_restart_layers(ps_voices *voices);
/* After a new score: what sounds moves to the settings of its pad. */
void ps_voices_adopt(ps_voices *voices, const ps_sound *sound);
/* Note-off for what was played by hand of a pad with a transpose. */
void ps_voices_release_hand(ps_voices *voices, int32_t pad, float transpose);
/* Note-off for gates and loops: the sequencer will not send one any more. */
void ps_voices_release_held(ps_voices *voices);
void ps_voices_fade_all(ps_voices *voices, int32_t rate);
void ps_voices_fade_other_banks(ps_voices *voices, const ps_bank *bank, int32_t rate);
/* A bit per track that has voices. */
uint64_t ps_voices_tracks(const ps_voices *voices);
void ps_voices_kill_track(ps_voices *voices, int32_t track);
/* Add n_frames of every voice to its track's bus at an offset; returns a bit per track touched, and in
 * *n_sounding the frames (0..n_frames) until the last voice fell silent. */
uint64_t ps_voices_render(ps_voices *voices, float (*buses)[2 * PS_SUB_BLOCK], int32_t offset,
                          int32_t n_frames, int32_t *n_sounding);

#endif
