/* The player: what it is made of, for the files that share its work. Audio only, unless said otherwise. */
#ifndef PADSKETCH_PLAYER_H
#define PADSKETCH_PLAYER_H

#include "_engine.h"
#include "_mixer.h"

#define MAX_HITS 1024
#define MAX_OLD_BANKS 8

/* Where the stems of a block go: one after another, `stride` floats apart. */
typedef struct {
    float *first;
    int64_t stride;
    int32_t n_stems;
} ps_stems;

struct ps_player {
    ps_command_ring commands;
    ps_result_ring results;
    ps_seqlock snapshot;
    _Atomic int32_t rendering;
    /* From here on: audio only. */
    ps_sound sound;
    ps_transport transport;
    int64_t frame;
    int64_t sounding_until; /* before the mains */
    uint32_t dropped, xruns, recovered, pulls;
    float load;
    int32_t n_old_banks;
    ps_bank *old_banks[MAX_OLD_BANKS];
    uint32_t track_hits[PS_MAX_TRACKS];
    ps_voices voices;
    ps_hit hits[MAX_HITS];
    ps_mixer mixer;
};

/* _commands.c */
void ps_player_obey_all(ps_player *player);
void ps_player_start_hit(ps_player *player, const ps_hit *hit);
/* Whether a hit sets its track's strip otherwise than it is. */
bool ps_player_turns_strip(const ps_player *player, const ps_hit *hit);
/* A bank goes back when its last voice has ended. */
void ps_player_retire_silent_banks(ps_player *player);

/* _snapshot.c */
/* Thousandths of a beat a minute; 0 before the first score. */
int32_t ps_player_tempo(const ps_player *player);
void ps_player_publish_snapshot(ps_player *player);

#endif
