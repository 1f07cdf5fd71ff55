/* What is played by hand: how it sounds, and what is told of it. */
#include "_player.h"

#define ROOM_FOR_THE_RETIRED (2 + MAX_OLD_BANKS) /* among the results, never taken by what is played */
#define WIDEST 60.0f                             /* semitones */
#define NEAR 60                                  /* s that a frame may be ahead: a clock that has stalled */

static void tell(ps_player *player, const ps_played *played)
{
    const ps_result result = {.kind = PS_PLAYED, .played = *played};
    if (ps_result_ring_room(&player->results) <= ROOM_FOR_THE_RETIRED)
        player->lost++;
    else
        ps_result_ring_push(&player->results, &result);
}

/* The frame that was heard when a key went down; without one, that at which it sounds. */
static int64_t heard_frame(const ps_player *player, int64_t heard)
{
    const int64_t latest = player->frame + (int64_t)NEAR * player->sound.rate;
    if (heard < 0)
        return player->frame;
    return heard < latest ? heard : latest;
}

/* What is no number transposes nothing. */
static float transpose_of(const ps_command *command)
{
    const float transpose = command->value;
    if (transpose != transpose)
        return 0.0f;
    return transpose < -WIDEST ? -WIDEST : transpose > WIDEST ? WIDEST : transpose;
}

static void tell_command(ps_player *player, const ps_command *command, int32_t velocity)
{
    const int64_t frame = heard_frame(player, command->position);
    const ps_whereabouts place = ps_transport_place(&player->transport, frame);
    tell(player, &(ps_played){
                     .frame = frame,
                     .position = place.position,
                     .pad = command->a,
                     .velocity = velocity,
                     .transpose = transpose_of(command),
                     .pattern = place.pattern,
                     .section = place.section,
                     .is_release = velocity == 0,
                 });
}

void ps_player_tell_repeat(ps_player *player, const ps_hit *hit)
{
    const bool plays = hit->pattern >= 0;
    tell(player, &(ps_played){
                     .frame = hit->frame,
                     .position = plays ? hit->position : 0,
                     .pad = hit->pad,
                     .velocity = hit->velocity,
                     .transpose = hit->transpose,
                     .pattern = hit->pattern,
                     .section = hit->section,
                 });
}

static bool is_playable(const ps_player *player, const ps_command *command)
{
    return command->a >= 0 && command->a < player->sound.score->n_pads && command->b >= 1 &&
           command->b <= 127;
}

void ps_player_trigger(ps_player *player, const ps_command *command)
{
    const int32_t pad = command->a;
    if (!is_playable(player, command))
        return;
    const ps_hit hit = {
        .frame = player->frame,
        .duration = -1,
        .pad = pad,
        .velocity = command->b,
        .transpose = transpose_of(command),
        .lane = PS_BY_HAND,
        .random = ps_hash(player->sound.score->seed, PS_HAND_KEY, (uint32_t)pad, 0,
                          player->track_hits[pad], PS_HAND_KEY),
        .held = -1,
        .pattern = -1,
        .section = -1,
    };
    ps_player_start_hit(player, &hit);
    tell_command(player, command, command->b);
}

/* A repeat that was due between the key and its command sounds now, and counts from where it was due. */
static void make_up(ps_player *player, const ps_command *command)
{
    ps_hit hit;
    const ps_window missed = {heard_frame(player, command->position), player->frame};
    if (!player->transport.has_current ||
        !ps_repeat_missed(&player->repeat, &player->transport, player->sound.score, missed, &hit))
        return;
    ps_player_tell_repeat(player, &hit);
    hit.frame = player->frame;
    ps_player_start_hit(player, &hit);
}

static void press(ps_player *player, const ps_command *command)
{
    ps_repeat *repeat = &player->repeat;
    const int32_t millibpm = player->sound.score->millibpm;
    const float transpose = transpose_of(command);
    const bool is_new = !ps_repeat_is_held(repeat, command->a, transpose);
    if (!ps_repeat_press(repeat, player->frame, millibpm, command->a, command->b, transpose))
        player->dropped++;
    else if (is_new)
        make_up(player, command);
}

void ps_player_hold(ps_player *player, const ps_command *command)
{
    if (player->repeat.rate == 0)
        ps_player_trigger(player, command);
    else if (is_playable(player, command))
        press(player, command);
}

void ps_player_release(ps_player *player, const ps_command *command)
{
    if (command->a < 0 || command->a >= player->sound.score->n_pads)
        return;
    ps_repeat_release(&player->repeat, command->a, transpose_of(command));
    ps_voices_release_hand(&player->voices, command->a, transpose_of(command));
    tell_command(player, command, 0);
}
