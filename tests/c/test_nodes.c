/* Numbers that are none, injected at every node that a sound passes: what comes out is finite, the node
 * is reset and counted, and a block later there is sound again.
 * The player is included, so that its inside can be reached; nothing of it is changed. */
#include "_player.c"

#include <math.h>

#include "chance.h"
#include "check.h"
#include "music.h"
#include "rig.h"

#define BLOCK 256
#define WARM_UP 40  /* blocks, after which every tail sounds */

typedef struct {
    const char *name;
    size_t offset; /* of its first float in the player */
    size_t n_values;
} node;

/* One line for each: an array of floats, or a single one, that a sound passes or that shapes it. */
#define NODE(field) {#field, offsetof(ps_player, field), FLOATS(field)}
#define FLOATS(field) (sizeof(((ps_player *)0)->field) / (sizeof(float)))
static const node nodes[] = {
    NODE(mixer.buses[0]),
    NODE(mixer.buses[MUSIC_PADS - 1]),
    NODE(voices.slots[0].gain[0].target),
    NODE(voices.slots[0].filter.first),
    NODE(voices.slots[0].filter.second),
};

#define N_NODES ((int32_t)(sizeof nodes / sizeof nodes[0]))

/* The last two are numbers, but no sensible setting. */
static const float poisons[] = {NAN, INFINITY, -INFINITY, 1e-40f, 3e38f, -3e38f};

#define N_POISONS ((int32_t)(sizeof poisons / sizeof poisons[0]))
#define N_STATES (N_POISONS - 2)

static music m;
static shelf bank;
static float mix[2 * BLOCK];

/* Everything at work: long notes on every pad, sent to both returns. */
static void compose(void)
{
    music_init(&m);
    for (int32_t i = 0; i < MUSIC_PADS; i++) {
        m.pads[i].mode = PS_LOOP;
        m.pads[i].values[PS_PAD_CUTOFF] = 5000.0f;
        m.tracks[i].values[PS_TRACK_LEVEL_DB] = -20.0f;
        m.tracks[i].values[PS_TRACK_SEND_DELAY] = -20.0f;
        m.tracks[i].values[PS_TRACK_SEND_REVERB] = -20.0f;
        m.tracks[i].values[PS_TRACK_COMP_RATIO] = 2.0f;
        m.tracks[i].values[PS_TRACK_EQ_LOW_DB] = 3.0f;
    }
    m.score.master[PS_MASTER_LIMITER] = PS_LIMITER_ON;
}

static void trigger_all(ps_player *player)
{
    for (int32_t i = 0; i < MUSIC_PADS; i++)
        rig_push(player, &(ps_command){.kind = PS_TRIGGER, .a = i, .b = 100});
}

/* The loudest value of the next block, which is finite. */
static float next_block(ps_player *player)
{
    float highest = 0.0f;
    ps_player_render(player, mix, NULL, 0, BLOCK);
    for (int32_t i = 0; i < 2 * BLOCK; i++) {
        CHECK(isfinite(mix[i]));
        highest = fabsf(mix[i]) > highest ? fabsf(mix[i]) : highest;
    }
    return highest;
}

static float next_blocks(ps_player *player, int32_t n_blocks)
{
    float highest = 0.0f;
    for (int32_t i = 0; i < n_blocks; i++) {
        const float level = next_block(player);
        highest = level > highest ? level : highest;
    }
    return highest;
}

static ps_player *playing_player(void)
{
    ps_player *player = rig_new_player();
    rig_publish(player, &m.score, &bank.bank);
    trigger_all(player);
    CHECK(next_blocks(player, WARM_UP) > 0.01f);
    return player;
}

static void put(ps_player *player, const node *where, size_t place, float poison)
{
    memcpy((char *)player + where->offset + place * sizeof(float), &poison, sizeof poison);
}

static void check_sounds_again(ps_player *player)
{
    next_block(player);
    trigger_all(player);
    CHECK(next_block(player) > 0.01f);
    CHECK(next_blocks(player, 4) < 100.0f);
}

static void test_a_broken_number_is_contained_wherever_it_arises(const node *where, size_t place,
                                                                 float poison)
{
    fprintf(stderr, "%s[%zu] = %g\n", where->name, place, (double)poison);
    ps_player *player = playing_player();
    put(player, where, place, poison);
    next_block(player);
    if (!isfinite(poison))
        CHECK(player->recovered >= 1);
    check_sounds_again(player);
    CHECK(player->recovered <= 2);
    rig_free_player(player);
}

static void test_broken_numbers_at_every_node(void)
{
    for (int32_t i = 0; i < N_NODES; i++)
        for (int32_t poison = 0; poison < N_STATES; poison++) {
            const size_t last = nodes[i].n_values - 1;
            test_a_broken_number_is_contained_wherever_it_arises(&nodes[i], 0, poisons[poison]);
            test_a_broken_number_is_contained_wherever_it_arises(&nodes[i], last, poisons[poison]);
        }
}

/* Play what is in the score, then heal it. */
static void check_score_does_no_harm(ps_player *player)
{
    rig_publish(player, &m.score, &bank.bank);
    trigger_all(player);
    next_blocks(player, 4);
    compose();
    rig_publish(player, &m.score, &bank.bank);
    check_sounds_again(player);
}

/* The values of a score, one line for each group. */
static const struct {
    const char *name;
    const chance_group *group;
    float *values;
} tables[] = {
    {"pad", &chance_pad, m.pads[0].values},
};

#define N_TABLES ((int32_t)(sizeof tables / sizeof tables[0]))

static void test_values_that_are_no_numbers(int32_t table)
{
    ps_player *player = rig_new_player();
    for (int32_t i = 0; i < tables[table].group->n_parameters; i++)
        for (int32_t poison = 0; poison < N_POISONS; poison++) {
            fprintf(stderr, "%s value %d = %g\n", tables[table].name, i, (double)poisons[poison]);
            tables[table].values[i] = poisons[poison];
            check_score_does_no_harm(player);
        }
    rig_free_player(player);
}

static void test_a_sample_that_is_no_number(float poison)
{
    ps_player *player = rig_new_player();
    compose();
    for (int32_t i = 0; i < SHELF_SAMPLES; i++)
        bank.storage[i][2 * PS_SAMPLE_MARGIN + 1000 + 100 * i] = poison;
    check_score_does_no_harm(player);
    rig_free_player(player);
    shelf_init(&bank, 4);
}

static void test_locks_that_are_no_numbers(float poison)
{
    compose();
    for (int32_t i = 0; i < PS_PAD_PARAMETERS + PS_TRACK_PARAMETERS; i++)
        m.locks[i] = (ps_lock){i, poison};
    ps_step *steps = music_steps(&m, music_add_lane(&m, 0, 0, 16));
    for (int32_t i = 0; i < 16; i++)
        steps[i] = (ps_step){.velocity = 100, .chance = 100, .rolls = 1, .first_lock = 2 * i,
                             .n_locks = PS_PAD_PARAMETERS + PS_TRACK_PARAMETERS - 2 * i};
    ps_player *player = playing_player();
    rig_push(player, &(ps_command){.kind = PS_PLAY_PATTERN});
    next_blocks(player, 8 * WARM_UP);
    rig_push(player, &(ps_command){.kind = PS_PANIC});
    next_blocks(player, WARM_UP);
    check_sounds_again(player);
    rig_free_player(player);
}

int main(void)
{
    compose();
    shelf_init(&bank, 4);
    test_broken_numbers_at_every_node();
    for (int32_t i = 0; i < N_TABLES; i++)
        test_values_that_are_no_numbers(i);
    for (int32_t poison = 0; poison < N_STATES; poison++)
        test_a_sample_that_is_no_number(poisons[poison]);
    for (int32_t poison = 0; poison < N_POISONS; poison++)
        test_locks_that_are_no_numbers(poisons[poison]);
    return 0;
}
