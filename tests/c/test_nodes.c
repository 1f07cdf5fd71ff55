/* Numbers that are none, injected at every node that a sound passes: what comes out is finite, the node
 * is reset and counted, and a block later there is sound again. */
#include "_player.h"

#include <math.h>
#include <string.h>

#include "chance.h"
#include "check.h"
#include "music.h"
#include "rig.h"

#define BLOCK 256
#define WARM_UP 24  /* blocks, after which every tail sounds */
#define LONGEST_ECHO 24 /* blocks until what is in a line has come out */

/* When it is seen that a node is broken. */
typedef enum {
    AT_ONCE, /* in the next block */
    LATER,   /* when it comes out of a line */
    NEVER,   /* it is gone before it is heard */
} notice;

typedef struct {
    const char *name;
    size_t offset;  /* of its first float in the player */
    size_t n_values;
    bool is_line;   /* read where its noun has got to: all of it is broken at once */
    notice noticed;
} node;

/* One line for each: an array of floats, or a single one, that a sound passes or that shapes it. */
#define FLOATS(field) (sizeof(((ps_player *)0)->field) / (sizeof(float)))
#define AT(field) #field, offsetof(ps_player, field), FLOATS(field)
#define NODE(field) {AT(field), false, AT_ONCE}
#define INPUT(field) {AT(field), false, LATER}
#define LINE(field) {AT(field), true, AT_ONCE}
#define FOLLOWER(field) {AT(field), false, NEVER}
static const node nodes[] = {
    NODE(mixer.buses[0]),
    NODE(mixer.buses[MUSIC_PADS - 1]),
    NODE(voices.slots[0].balance.gain[0].target),
    NODE(voices.slots[0].filter.first),
    NODE(voices.slots[0].filter.second),
    NODE(voices.slots[0].drive.mean),
    LINE(voices.slots[0].drive.up),
    LINE(voices.slots[0].drive.down),
    NODE(voices.slots[0].crush.held),
    LINE(mixer.strips[0].equaliser.states[0]),
    LINE(mixer.strips[0].equaliser.states[PS_BANDS - 1]),
    FOLLOWER(mixer.strips[0].compressor.reduction),
    INPUT(mixer.effects.returns[PS_DELAY_RETURN].in),
    INPUT(mixer.effects.returns[PS_REVERB_RETURN].in),
    LINE(mixer.effects.delay.line),
    NODE(mixer.effects.delay.low_cut.state),
    NODE(mixer.effects.delay.high_cut.state),
    LINE(mixer.effects.reverb.waiting),
    LINE(mixer.effects.reverb.diffusers),
    LINE(mixer.effects.reverb.lines),
    NODE(mixer.effects.reverb.shelves),
    INPUT(mixer.effects.reverb.rumble.band),
    INPUT(mixer.effects.reverb.rumble.low),
    FOLLOWER(mixer.mains.chain.glue.reduction),
    LINE(mixer.mains.chain.clip.line),
    LINE(mixer.mains.chain.clip.cut_on),
    LINE(mixer.mains.chain.clip.cut_between),
    LINE(mixer.mains.chain.limiter.line),
    FOLLOWER(mixer.mains.chain.limiter.depth),
};

#define N_NODES ((int32_t)(sizeof nodes / sizeof nodes[0]))

/* The last ones are numbers, but nothing that is ever heard or set. */
static const float poisons[] = {NAN, INFINITY, -INFINITY, 1e-40f, 1e29f, 3e38f, -3e38f};

#define N_POISONS ((int32_t)(sizeof poisons / sizeof poisons[0]))
#define N_STATES (N_POISONS - 3)

static music m;
static shelf bank;
static float mix[2 * BLOCK];

/* Everything at work: long notes on every pad, sent to both returns, into a master that bends and
 * limits. */
static void compose(void)
{
    music_init(&m);
    for (int32_t i = 0; i < MUSIC_PADS; i++) {
        m.pads[i].mode = PS_LOOP;
        m.pads[i].values[PS_PAD_CUTOFF] = 5000.0f;
        m.pads[i].values[PS_PAD_DRIVE] = 6.0f;
        m.pads[i].values[PS_PAD_DRIVE_CURVE] = PS_DRIVE_CURVE_TUBE;
        m.pads[i].values[PS_PAD_CRUSH_RATE] = 700.0f;
        m.tracks[i].values[PS_TRACK_LEVEL_DB] = -10.0f;
        m.tracks[i].values[PS_TRACK_SEND_DELAY] = -20.0f;
        m.tracks[i].values[PS_TRACK_SEND_REVERB] = -20.0f;
        m.tracks[i].values[PS_TRACK_COMP_RATIO] = 2.0f;
        m.tracks[i].values[PS_TRACK_EQ_LOW_DB] = 3.0f;
        m.tracks[i].values[PS_TRACK_EQ_HIGH_DB] = 3.0f;
    }
    m.score.delay[PS_DELAY_TIME] = 0.0f;
    m.score.master[PS_MASTER_GLUE_RATIO] = 2.0f;
    m.score.master[PS_MASTER_CLIP_DB] = 12.0f;
    m.score.master[PS_MASTER_LIMITER] = PS_LIMITER_ON;
}

static void trigger_all(ps_player *player)
{
    for (int32_t i = 0; i < MUSIC_PADS; i++)
        rig_push(player, &(ps_command){.kind = PS_TRIGGER, .a = i, .b = 100});
}

static void check_readings(ps_player *player)
{
    ps_snapshot now;
    ps_player_snapshot(player, &now);
    const float readings[] = {
        now.peaks[0],        now.rms[0],      now.correlation,    now.true_peak,
        now.momentary,       now.short_term,  now.integrated,     now.glue_reduction,
        now.limiter_reduction, now.track_rms[0], now.track_peaks[0], now.track_reductions[0],
    };
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++)
        CHECK(isfinite(readings[i]));
}

/* The loudest value of the next block, which is finite, as is all that is said of it. */
static float next_block(ps_player *player)
{
    float highest = 0.0f;
    ps_result result;
    ps_player_render(player, mix, NULL, 0, BLOCK);
    while (ps_player_collect(player, &result)) {
    }
    for (int32_t i = 0; i < 2 * BLOCK; i++) {
        CHECK(isfinite(mix[i]));
        highest = fabsf(mix[i]) > highest ? fabsf(mix[i]) : highest;
    }
    check_readings(player);
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

static ps_player *new_player(void)
{
    ps_player *player = rig_new_player();
    rig_push(player, &(ps_command){.kind = PS_SET_MASTER, .a = 1});
    return player;
}

static ps_player *playing_player(void)
{
    ps_player *player = new_player();
    rig_publish(player, &m.score, &bank.bank);
    trigger_all(player);
    CHECK(next_blocks(player, WARM_UP) > 0.01f);
    return player;
}

static void put(ps_player *player, const node *where, size_t place, float poison)
{
    float *values = (float *)((char *)player + where->offset);
    const size_t end = where->is_line ? where->n_values : place + 1;
    for (size_t i = place; i < end; i++)
        values[i] = poison;
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
    next_blocks(player, where->noticed == LATER ? LONGEST_ECHO : 1);
    if (!isfinite(poison) && where->noticed != NEVER)
        CHECK(player->recovered >= 1);
    check_sounds_again(player);
    CHECK(player->recovered <= 2);
    rig_free_player(player);
}

static void test_broken_numbers_at_every_node(void)
{
    for (int32_t i = 0; i < N_NODES; i++)
        for (int32_t poison = 0; poison < N_STATES; poison++) {
            const size_t last = nodes[i].is_line ? 0 : nodes[i].n_values - 1;
            test_a_broken_number_is_contained_wherever_it_arises(&nodes[i], 0, poisons[poison]);
            if (last > 0)
                test_a_broken_number_is_contained_wherever_it_arises(&nodes[i], last,
                                                                     poisons[poison]);
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
    {"track", &chance_track, m.tracks[0].values},
    {"delay", &chance_delay, m.score.delay},
    {"reverb", &chance_reverb, m.score.reverb},
    {"master", &chance_master, m.score.master},
};

#define N_TABLES ((int32_t)(sizeof tables / sizeof tables[0]))

static void test_values_that_are_no_numbers(int32_t table)
{
    ps_player *player = new_player();
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
    ps_player *player = new_player();
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
    for (int32_t poison = 0; poison < N_POISONS; poison++)
        test_a_sample_that_is_no_number(poisons[poison]);
    for (int32_t poison = 0; poison < N_POISONS; poison++)
        test_locks_that_are_no_numbers(poisons[poison]);
    return 0;
}
