/* A player in memory of its own, as its caller has to hand it in. */
#ifndef PADSKETCH_RIG_H
#define PADSKETCH_RIG_H

#include "_engine.h"

#define RIG_RATE 48000

ps_player *rig_new_player(void);
void rig_free_player(ps_player *player);
void rig_push(ps_player *player, const ps_command *command);
void rig_publish(ps_player *player, ps_score *score, ps_bank *bank);

#endif
