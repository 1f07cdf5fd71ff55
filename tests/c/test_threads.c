/* The engine among threads: a stream calls back, another driver pulls, two threads play pads, two read
 * the state, one publishes and frees what came back. Made for the sanitizers. A word says how many times
 * as long as usual they go on. */
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "music.h"
#include "rig.h"

#define BLOCK 64
#define N_TRIGGERS 300 /* of each thread, times `patience` */
#define N_PUBLISHED 60
#define SCORES_OF_A_BANK 5
#define N_ROLES 6 /* beside the one that publishes */
#define SETTLING_BLOCKS 200

static int32_t patience = 1;

typedef struct {
    ps_player *player;
    ps_outlet *outlet;
    _Atomic bool over;
    _Atomic int32_t n_playing; /* threads that still play pads or publish */
    uint32_t n_told;           /* by the thread that publishes */
} stage;

static void push_in_time(ps_player *player, const ps_command *command)
{
    while (!ps_player_push(player, command))
        sched_yield();
}

static void *call_back(void *data)
{
    static float mix[2 * BLOCK];
    stage *s = data;
    while (!atomic_load(&s->over))
        CHECK(ps_stream_callback(NULL, mix, BLOCK, NULL, 0, s->outlet) == 0);
    return NULL;
}

static void *pull(void *data)
{
    static float mix[2 * BLOCK];
    stage *s = data;
    while (!atomic_load(&s->over)) {
        ps_player_pull(s->player, mix, BLOCK, 0.0);
        sched_yield();
    }
    return NULL;
}

static void *watch(void *data)
{
    stage *s = data;
    ps_snapshot snapshot = {0};
    for (int64_t last = 0; !atomic_load(&s->over); last = snapshot.frame) {
        ps_player_snapshot(s->player, &snapshot);
        CHECK(snapshot.frame >= last);
        sched_yield();
    }
    return NULL;
}

static void *play_pads(void *data)
{
    stage *s = data;
    for (int32_t i = 0; i < patience * N_TRIGGERS; i++) {
        const int32_t kind = i % 2 ? PS_TRIGGER : PS_HOLD;
        const ps_command hit = {.kind = kind, .a = i % MUSIC_PADS, .b = 1 + i % 127, .position = i};
        push_in_time(s->player, &hit);
    }
    atomic_fetch_sub(&s->n_playing, 1);
    return NULL;
}

/* What came back is spoilt before it is freed, so that any later use would be heard. */
static void give_back(const ps_result *result)
{
    const bool is_score = result->kind == PS_RETIRED_SCORE;
    memset(result->pointer, 0xa5, is_score ? sizeof(music) : sizeof(shelf));
    free(result->pointer);
}

static int32_t collect(stage *s)
{
    int32_t n = 0;
    ps_result result;
    while (ps_player_collect(s->player, &result)) {
        if (result.kind == PS_PLAYED) {
            s->n_told++;
            continue;
        }
        give_back(&result);
        n++;
    }
    return n;
}

static shelf *new_shelf(uint64_t seed)
{
    shelf *s = malloc(sizeof *s);
    CHECK(s != NULL);
    shelf_init(s, seed);
    return s;
}

static music *new_music(uint64_t seed)
{
    music *m = malloc(sizeof *m);
    CHECK(m != NULL);
    music_improvise(m, seed);
    return m;
}

/* Returns what the engine still holds. */
static int32_t publish_all(stage *s)
{
    int32_t n_held = 0;
    shelf *bank = NULL;
    for (int32_t i = 0; i < patience * N_PUBLISHED; i++) {
        if (i % SCORES_OF_A_BANK == 0) {
            bank = new_shelf((uint64_t)i);
            n_held++;
        }
        /* The score comes first in its music, so that its address is what was allocated. */
        const ps_command command = {
            .kind = PS_PUBLISH, .score = &new_music((uint64_t)i)->score, .bank = &bank->bank};
        push_in_time(s->player, &command);
        n_held += 1 - collect(s);
    }
    atomic_fetch_sub(&s->n_playing, 1);
    return n_held;
}

static void wait_until_all_have_played(stage *s, int32_t *n_held)
{
    while (atomic_load(&s->n_playing) > 0) {
        *n_held -= collect(s);
        sched_yield();
    }
}

/* After the threads have gone: the rest of the commands, and time for the fades to end. The ring may be
 * full of new banks, of which a block takes no more than the player can hold. */
static ps_snapshot settle(stage *s, int32_t *n_held)
{
    static float mix[2 * 1024];
    ps_snapshot snapshot;
    push_in_time(s->player, &(ps_command){.kind = PS_PANIC});
    for (int32_t i = 0; i < SETTLING_BLOCKS; i++) {
        CHECK(ps_player_pull(s->player, mix, 1024, 0.0));
        *n_held -= collect(s);
    }
    ps_player_snapshot(s->player, &snapshot);
    return snapshot;
}

static void free_the_last(stage *s)
{
    static float mix[2 * 64];
    static music last;
    static shelf empty;
    music_init(&last);
    rig_publish(s->player, &last.score, &empty.bank);
    ps_player_render(s->player, mix, NULL, 0, 64);
    CHECK(collect(s) == 2);
}

static void set_the_stage(stage *s, bool sequencer)
{
    memset(s, 0, sizeof *s);
    s->player = rig_new_player();
    s->outlet = calloc(1, ps_outlet_size());
    CHECK(s->outlet != NULL);
    ps_outlet_init(s->outlet, s->player);
    ps_outlet_set_open(s->outlet, 1);
    atomic_store(&s->n_playing, 3);
    rig_publish(s->player, &new_music(99)->score, &new_shelf(99)->bank);
    if (sequencer) {
        rig_push(s->player, &(ps_command){.kind = PS_PLAY_SONG, .b = PS_SONG_LOOPS});
        rig_push(s->player, &(ps_command){.kind = PS_SET_METRONOME, .a = 1});
        rig_push(s->player, &(ps_command){.kind = PS_SET_REPEAT, .position = MUSIC_SIXTEENTH});
    }
}

static uint32_t total(const uint32_t *counts)
{
    uint32_t sum = 0;
    for (int32_t i = 0; i < PS_MAX_TRACKS; i++)
        sum += counts[i];
    return sum;
}

static ps_snapshot perform(bool sequencer, uint32_t *n_told)
{
    void *(*const roles[])(void *) = {call_back, pull, watch, watch, play_pads, play_pads};
    pthread_t threads[N_ROLES];
    stage s;
    set_the_stage(&s, sequencer);
    for (int32_t i = 0; i < N_ROLES; i++)
        CHECK(pthread_create(&threads[i], NULL, roles[i], &s) == 0);
    int32_t n_held = 2 + publish_all(&s);
    wait_until_all_have_played(&s, &n_held);
    atomic_store(&s.over, true);
    for (int32_t i = 0; i < N_ROLES; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    const ps_snapshot snapshot = settle(&s, &n_held);
    CHECK(n_held == 2);
    free_the_last(&s);
    *n_told = s.n_told;
    free(s.outlet);
    rig_free_player(s.player);
    return snapshot;
}

static void test_no_thread_treads_on_another_and_no_trigger_is_lost(void)
{
    uint32_t n_told;
    const ps_snapshot snapshot = perform(false, &n_told);
    CHECK(total(snapshot.track_hits) == 2 * (uint32_t)(patience * N_TRIGGERS));
    CHECK(n_told + snapshot.lost == 2 * (uint32_t)(patience * N_TRIGGERS));
    CHECK(snapshot.recovered == 0);
}

static void test_publishing_while_the_sequencer_plays_is_safe(void)
{
    uint32_t n_told;
    const ps_snapshot snapshot = perform(true, &n_told);
    CHECK(total(snapshot.track_hits) >= (uint32_t)(patience * N_TRIGGERS));
    CHECK(n_told > 0);
    CHECK(snapshot.recovered == 0);
}

int main(int n_words, char **words)
{
    if (n_words > 1)
        patience = (int32_t)strtol(words[1], NULL, 10);
    test_no_thread_treads_on_another_and_no_trigger_is_lost();
    test_publishing_while_the_sequencer_plays_is_safe();
    printf("%d triggers and %d scores among seven threads\n", 4 * patience * N_TRIGGERS,
           2 * patience * N_PUBLISHED);
    return 0;
}
