/* The player: what it is made of, for the files that share its work. Audio only, unless said otherwise. */
#ifndef PADSKETCH_PLAYER_H
#define PADSKETCH_PLAYER_H

#include "_engine.h"
#include "_metronome.h"
#include "_mixer.h"
#include "_prelisten.h"
#include "_repeat.h"
#include "_tape.h"

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
    int64_t block;          /* first frame of the newest block */
    double time;            /* s at which it is heard, 0: nobody says so */
    uint32_t dropped, xruns, recovered, pulls, lost;
    float load;
    int32_t n_old_banks;
    ps_bank *old_banks[MAX_OLD_BANKS];
    uint64_t mono;          /* a bit per pad whose samples are all mono */
    uint64_t filling;       /* a bit per pad with samples that had not come when the score did */
    uint32_t track_hits[PS_MAX_TRACKS];
    ps_voices voices;
    ps_hit hits[MAX_HITS];
    ps_mixer mixer;
    ps_metronome metronome;
    ps_prelistening prelistening;
    ps_repeat repeat;
    ps_tape *tape; /* NULL: none */
};

/* _commands.c */
void ps_player_obey_all(ps_player *player);

/* _publishing.c */
void ps_player_adopt(ps_player *player, ps_score *score, ps_bank *bank);
/* Whether what a score replaces finds room among the results; until then it waits with its commands. */
bool ps_player_can_adopt(ps_player *player);
/* A bank goes back when its last voice has ended. */
void ps_player_retire_silent_banks(ps_player *player);
/* Whether there is a place for a sound to be listened to; until then its command waits. */
bool ps_player_can_listen(ps_player *player);
/* A sound goes back when it is heard no more. */
void ps_player_retire_heard_sounds(ps_player *player);

/* _hits.c */
/* After a new score or bank: which pads play mono samples only. */
void ps_player_learn_channels(ps_player *player);
void ps_player_start_hit(ps_player *player, const ps_hit *hit);
/* Whether a hit sets its track's strip otherwise than it is. */
bool ps_player_turns_strip(const ps_player *player, const ps_hit *hit);

/* _hands.c: commands of what is played by hand, and what comes of them. */
void ps_player_trigger(ps_player *player, const ps_command *command);
void ps_player_hold(ps_player *player, const ps_command *command);
void ps_player_release(ps_player *player, const ps_command *command);
/* Tell of a repeat, at its own position. */
void ps_player_tell_repeat(ps_player *player, const ps_hit *hit);

/* _snapshot.c */
/* Thousandths of a beat a minute; 0 before the first score. */
int32_t ps_player_tempo(const ps_player *player);
void ps_player_publish_snapshot(ps_player *player);

#endif
