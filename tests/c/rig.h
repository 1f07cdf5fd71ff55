/* A player in memory of its own, as its caller has to hand it in. */
#ifndef PADSKETCH_RIG_H
#define PADSKETCH_RIG_H

#include "_engine.h"
#include "music.h"

#define RIG_RATE 48000
#define RIG_STEMS (MUSIC_PADS + PS_RETURNS)

ps_player *rig_new_player(void);
ps_player *rig_new_player_at(int32_t rate);
void rig_free_player(ps_player *player);
ps_outlet *rig_new_outlet(void);
void rig_free_outlet(ps_outlet *outlet);
ps_tape *rig_new_tape(int32_t n_channels, int64_t n_frames);
void rig_free_tape(ps_tape *tape);
/* Of a stream with two channels, monitored. */
ps_inlet *rig_new_inlet(ps_tape *tape);
void rig_free_inlet(ps_inlet *inlet);
void rig_push(ps_player *player, const ps_command *command);
void rig_publish(ps_player *player, ps_score *score, ps_bank *bank);

#endif
