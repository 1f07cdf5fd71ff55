/* Scores, banks and sounds that are listened to, on their way in and out. */
#include "_player.h"

static void retire(ps_player *player, int32_t kind, const void *pointer)
{
    const ps_result result = {.pointer = (void *)(uintptr_t)pointer, .kind = kind};
    ps_result_ring_push(&player->results, &result);
}

void ps_player_retire_silent_banks(ps_player *player)
{
    for (int32_t i = player->n_old_banks - 1; i >= 0; i--) {
        if (player->old_banks[i]->n_users > 0 || ps_result_ring_room(&player->results) == 0)
            continue;
        retire(player, PS_RETIRED_BANK, player->old_banks[i]);
        player->old_banks[i] = player->old_banks[--player->n_old_banks];
    }
}

void ps_player_adopt(ps_player *player, ps_score *score, ps_bank *bank)
{
    if (player->sound.score)
        retire(player, PS_RETIRED_SCORE, player->sound.score);
    if (player->sound.bank && player->sound.bank != bank)
        player->old_banks[player->n_old_banks++] = player->sound.bank;
    player->sound.score = score;
    player->sound.bank = bank;
    ps_player_learn_channels(player);
    ps_voices_adopt(&player->voices, &player->sound);
    ps_mixer_adopt(&player->mixer, score, player->mono, ps_voices_tracks(&player->voices));
    ps_transport_adopt(&player->transport, score, player->frame);
    ps_repeat_adopt(&player->repeat, score, player->sound.rate, player->frame);
}

/* Nothing retired may find its ring full: a score waits in the command ring until there is room. */
bool ps_player_can_adopt(ps_player *player)
{
    if (player->n_old_banks < MAX_OLD_BANKS)
        return ps_result_ring_room(&player->results) >= 2;
    ps_voices_fade_other_banks(&player->voices, player->sound.bank, player->sound.rate);
    return false;
}

void ps_player_retire_heard_sounds(ps_player *player)
{
    ps_prelistening *prelistening = &player->prelistening;
    while (ps_result_ring_room(&player->results) > 0) {
        const int32_t place = ps_prelistening_over(prelistening, player->frame);
        if (place < 0)
            return;
        retire(player, PS_RETIRED_PRELISTEN, prelistening->places[place].sound);
        ps_prelistening_forget(prelistening, place);
    }
}

bool ps_player_can_listen(ps_player *player)
{
    ps_player_retire_heard_sounds(player);
    return ps_prelistening_has_room(&player->prelistening);
}
