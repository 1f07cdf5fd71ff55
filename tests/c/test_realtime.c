/* The audio thread under RealtimeSanitizer, which ends a program that allocates, locks, waits or opens
 * between enter and exit: every command, scores and banks that come and go, every way to render. With
 * the name of a fault the test commits it while rendering, and must be caught. */
#include <string.h>

#include "chance.h"
#include "check.h"
#include "faults.h"
#include "music.h"
#include "rig.h"

#define N_SCORES 5
#define N_BLOCKS 500 /* of each score */
#define COMMANDS_BEFORE_A_BLOCK 3

void __rtsan_init(void);
void __rtsan_realtime_enter(void);
void __rtsan_realtime_exit(void);

typedef struct {
    ps_player *player;
    ps_outlet *outlet;
    ps_inlet *inlet;
    const char *fault;
} stage;

static float mix[2 * PS_MAX_BLOCK];
static const float input[2 * 64];
static float stems[2 * PS_MAX_BLOCK * RIG_STEMS];
static music scores[N_SCORES];
static shelf banks[N_SCORES];

static void render(stage *s)
{
    ps_player_render(s->player, mix, NULL, 0, 256);
}

static void render_stems(stage *s)
{
    ps_player_render(s->player, mix, stems, RIG_STEMS, 1000);
}

static void pull(stage *s)
{
    ps_player_pull(s->player, mix, 128, 0.0);
}

static void call_back(stage *s)
{
    ps_stream_callback(input, mix, 64, NULL, 0, s->outlet);
}

static void only_listen(stage *s)
{
    ps_input_callback(input, NULL, 64, NULL, 0, s->inlet);
}

static void find_hits(stage *s)
{
    static ps_hit hits[1024];
    ps_player_hits(s->player, 64, hits, 1024);
}

static void (*const ways[])(stage *s) = {render, render_stems, pull, call_back, only_listen, find_hits};

static void perform(stage *s, int32_t block)
{
    const size_t way = (size_t)block % (sizeof ways / sizeof ways[0]);
    __rtsan_realtime_enter();
    ways[way](s);
    faults_commit(s->fault);
    __rtsan_realtime_exit();
}

static void give_commands(ps_player *player, uint64_t *random, bool *given)
{
    for (int32_t i = 0; i < COMMANDS_BEFORE_A_BLOCK; i++) {
        const ps_command command = chance_command(random);
        rig_push(player, &command);
        given[command.kind] = true;
    }
}

static void check_all_given(const bool *given)
{
    for (int32_t kind = PS_PLAY_PATTERN; kind <= PS_LAST_COMMAND; kind++)
        CHECK(given[kind]);
}

static void test_the_audio_thread_waits_for_nobody(const char *fault)
{
    uint64_t random = 3;
    bool given[PS_LAST_COMMAND + 1] = {false};
    ps_tape *heard = rig_new_tape(2, PS_MAX_BLOCK), *comes_in = rig_new_tape(1, PS_MAX_BLOCK);
    stage s = {rig_new_player(), rig_new_outlet(), rig_new_inlet(comes_in), fault};
    ps_player_set_tape(s.player, heard);
    ps_outlet_init(s.outlet, s.player);
    ps_outlet_set_inlet(s.outlet, s.inlet);
    ps_outlet_set_open(s.outlet, 1);
    for (int32_t i = 0; i < N_SCORES; i++) {
        music_improvise(&scores[i], (uint64_t)i);
        shelf_init(&banks[i], (uint64_t)i);
        rig_publish(s.player, &scores[i].score, &banks[i].bank);
        rig_push(s.player, &(ps_command){.kind = PS_PLAY_SONG, .b = PS_SONG_LOOPS});
        for (int32_t block = 0; block < N_BLOCKS; block++) {
            give_commands(s.player, &random, given);
            perform(&s, block);
        }
    }
    check_all_given(given);
    rig_free_outlet(s.outlet);
    rig_free_inlet(s.inlet);
    rig_free_player(s.player);
    rig_free_tape(heard);
    rig_free_tape(comes_in);
}

int main(int n_words, char **words)
{
    const char *fault = n_words > 1 ? words[1] : "";
    __rtsan_init(); /* clang would call it */
    faults_prepare();
    if (strcmp(fault, "list") == 0)
        faults_list();
    else
        test_the_audio_thread_waits_for_nobody(fault);
    return 0;
}
