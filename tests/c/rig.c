#include "rig.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static void *aligned_zeros(size_t size)
{
    const size_t whole = (size + 63) / 64 * 64;
    void *memory = aligned_alloc(64, whole);
    CHECK(memory != NULL);
    return memset(memory, 0, whole);
}

/* Built by the first caller, before it starts any thread. */
static const ps_kernels *shared_kernels(void)
{
    static ps_kernels *kernels;
    if (kernels == NULL)
        ps_kernels_init(kernels = aligned_zeros(ps_kernels_size()));
    return kernels;
}

ps_player *rig_new_player_at(int32_t rate)
{
    ps_player *player = aligned_zeros(ps_player_size());
    ps_player_init(player, shared_kernels(), rate);
    return player;
}

ps_player *rig_new_player(void)
{
    return rig_new_player_at(RIG_RATE);
}

void rig_free_player(ps_player *player)
{
    free(player);
}

ps_outlet *rig_new_outlet(void)
{
    return aligned_zeros(ps_outlet_size());
}

void rig_free_outlet(ps_outlet *outlet)
{
    free(outlet);
}

ps_tape *rig_new_tape(int32_t n_channels, int64_t n_frames)
{
    ps_tape *tape = aligned_zeros(ps_tape_size(n_channels, n_frames));
    ps_tape_init(tape, n_channels, n_frames);
    return tape;
}

void rig_free_tape(ps_tape *tape)
{
    free(tape);
}

ps_inlet *rig_new_inlet(ps_tape *tape)
{
    ps_inlet *inlet = aligned_zeros(ps_inlet_size());
    ps_inlet_init(inlet, tape, 2, 0, 0);
    ps_inlet_set_monitor(inlet, 0.5f);
    return inlet;
}

void rig_free_inlet(ps_inlet *inlet)
{
    free(inlet);
}

void rig_push(ps_player *player, const ps_command *command)
{
    CHECK(ps_player_push(player, command));
}

void rig_publish(ps_player *player, ps_score *score, ps_bank *bank)
{
    rig_push(player, &(ps_command){.kind = PS_PUBLISH, .score = score, .bank = bank});
}
