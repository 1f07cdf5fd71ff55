/* The render path asks nobody for anything: whatever may wait is wrapped by the linker and refuses
 * while a block is being rendered. With the name of a fault the test commits it, and must be caught. */
#define _GNU_SOURCE
#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "check.h"
#include "faults.h"
#include "music.h"
#include "rig.h"

#define N_BLOCKS 400
#define BLOCK 300

static bool rendering;

static void refuse(const char *name)
{
    if (!rendering)
        return;
    rendering = false;
    fprintf(stderr, "%s while rendering\n", name);
    exit(3);
}

#define WRAP(type, name, parameters, arguments)                                                    \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters                                                                  \
    {                                                                                              \
        refuse(#name);                                                                             \
        return __real_##name arguments;                                                            \
    }

WRAP(void *, malloc, (size_t size), (size))
WRAP(void *, calloc, (size_t count, size_t size), (count, size))
WRAP(void *, realloc, (void *memory, size_t size), (memory, size))
WRAP(void, free, (void *memory), (memory))
WRAP(int, pthread_mutex_lock, (pthread_mutex_t *mutex), (mutex))
WRAP(int, pthread_mutex_unlock, (pthread_mutex_t *mutex), (mutex))
WRAP(int, nanosleep, (const struct timespec *wanted, struct timespec *left), (wanted, left))
WRAP(int, clock_gettime, (clockid_t clock, struct timespec *now), (clock, now))
WRAP(int, sched_yield, (void), ())
WRAP(ssize_t, write, (int file, const void *data, size_t size), (file, data, size))
WRAP(ssize_t, read, (int file, void *data, size_t size), (file, data, size))
WRAP(int, puts, (const char *line), (line))
WRAP(FILE *, fopen, (const char *path, const char *mode), (path, mode))

static void test_rendering_asks_nobody_for_anything(const char *fault)
{
    static music scores[2];
    static shelf banks[2];
    static float mix[2 * BLOCK], stems[RIG_STEMS * 2 * BLOCK];
    static const float click[2] = {0.5f, -0.5f};
    ps_prelisten sound = {click, 1, 2, 1, PS_LISTEN_BEAT, 0.1f};
    ps_player *player = rig_new_player();
    for (int32_t i = 0; i < 2; i++) {
        music_improvise(&scores[i], (uint64_t)i);
        shelf_init(&banks[i], (uint64_t)i);
    }
    rig_publish(player, &scores[0].score, &banks[0].bank);
    rig_push(player, &(ps_command){.kind = PS_PLAY_SONG, .b = PS_SONG_LOOPS});
    for (int32_t i = 0; i < N_BLOCKS; i++) {
        rig_push(player, &(ps_command){.kind = PS_TRIGGER, .a = i % MUSIC_PADS, .b = 100});
        if (i % 50 == 0)
            rig_publish(player, &scores[i / 50 % 2].score, &banks[i / 50 % 2].bank);
        if (i % 60 == 0)
            rig_push(player, &(ps_command){.kind = PS_LISTEN, .prelisten = i % 120 ? &sound : NULL});
        rendering = true;
        ps_player_render(player, mix, stems, RIG_STEMS, BLOCK);
        faults_commit(fault);
        rendering = false;
    }
    rig_free_player(player);
}

int main(int n_words, char **words)
{
    const char *fault = n_words > 1 ? words[1] : "";
    faults_prepare();
    if (strcmp(fault, "list") == 0)
        faults_list();
    else
        test_rendering_asks_nobody_for_anything(fault);
    return 0;
}
