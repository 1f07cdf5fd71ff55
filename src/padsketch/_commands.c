/* Commands: scores and banks, the transport, what is played by hand, switches. */
#include "_player.h"

#define NO_SECTION -1

static void stop(ps_player *player)
{
    ps_transport_stop(&player->transport, player->frame);
    ps_voices_release_held(&player->voices);
}

static void panic(ps_player *player)
{
    stop(player);
    ps_prelistening_end(&player->prelistening, player->frame);
    ps_repeat_release_all(&player->repeat);
    ps_voices_fade_all(&player->voices, player->sound.rate);
    ps_effects_end(&player->mixer.effects);
}

static void queue_section(ps_player *player, const ps_command *command)
{
    const ps_score *score = player->sound.score;
    const int32_t section = command->a;
    if (section < 0 || section >= score->n_sections)
        return;
    const ps_wanted wanted = {score->sections[section].pattern, section, command->b,
                              command->position != 0};
    ps_transport_queue(&player->transport, score, player->frame, wanted);
}

static void obey_transport(ps_player *player, const ps_command *command)
{
    const ps_score *score = player->sound.score;
    ps_transport *transport = &player->transport;
    const bool pattern = command->a >= 0 && command->a < PS_PATTERNS;
    if (command->kind == PS_PLAY_SONG || command->kind == PS_PLAY_PATTERN)
        ps_voices_restart_layers(&player->voices);
    if (command->kind == PS_PLAY_SONG)
        ps_transport_play_song(transport, score, player->frame, command->a, command->b);
    else if (command->kind == PS_PLAY_PATTERN && pattern)
        ps_transport_play_pattern(transport, score, player->frame, command->a, command->position,
                                  command->b);
    else if (command->kind == PS_QUEUE && (pattern || command->a == -1))
        ps_transport_queue(transport, score, player->frame,
                           (ps_wanted){command->a, NO_SECTION, command->b, false});
    else if (command->kind == PS_QUEUE_SECTION)
        queue_section(player, command);
}

static void listen(ps_player *player, const ps_prelisten *sound)
{
    if (sound)
        ps_prelistening_begin(&player->prelistening, sound, player->frame);
    else
        ps_prelistening_end(&player->prelistening, player->frame);
}

/* What needs no score. */
static bool obey_switch(ps_player *player, const ps_command *command)
{
    switch (command->kind) {
    case PS_SET_FILL:
        player->transport.fill = command->a != 0;
        return true;
    case PS_SET_MASTER:
        ps_mains_switch(&player->mixer.mains, command->a != 0);
        return true;
    case PS_SET_METERS:
        player->mixer.is_metered = command->a != 0;
        return true;
    case PS_RESTART_METERS:
        ps_meters_restart(&player->mixer.meters);
        return true;
    case PS_SET_REPEAT:
        ps_repeat_set_rate(&player->repeat, command->position);
        return true;
    case PS_SET_METRONOME:
        player->metronome.is_on = command->a != 0;
        return true;
    case PS_SET_METRONOME_LEVEL:
        ps_metronome_set_level(&player->metronome, command->value);
        return true;
    case PS_LISTEN:
        listen(player, command->prelisten);
        return true;
    default:
        return false;
    }
}

static void obey(ps_player *player, const ps_command *command)
{
    switch (command->kind) {
    case PS_STOP:
        stop(player);
        break;
    case PS_PANIC:
        panic(player);
        break;
    case PS_TRIGGER:
        ps_player_trigger(player, command);
        break;
    case PS_HOLD:
        ps_player_hold(player, command);
        break;
    case PS_RELEASE:
        ps_player_release(player, command);
        break;
    default:
        obey_transport(player, command);
    }
}

/* What replaces something else waits until that finds its way out. */
static bool can_obey(ps_player *player, const ps_command *command)
{
    if (command->kind == PS_PUBLISH)
        return ps_player_can_adopt(player);
    return command->kind != PS_LISTEN || !command->prelisten || ps_player_can_listen(player);
}

void ps_player_obey_all(ps_player *player)
{
    const ps_command *command;
    while ((command = ps_command_ring_peek(&player->commands)) != NULL) {
        if (!can_obey(player, command))
            return;
        if (command->kind == PS_PUBLISH)
            ps_player_adopt(player, command->score, command->bank);
        else if (!obey_switch(player, command) && player->sound.score)
            obey(player, command);
        ps_command_ring_drop(&player->commands);
    }
}
