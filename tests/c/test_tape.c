/* The tape: what was written is read, what was written over is not taken for what it was.
 * Built with BARE_TAPE its values are no atomics: ThreadSanitizer must object. */
#include "_tape.h"

#include <stdatomic.h>

#ifdef BARE_TAPE
#define _Atomic
#undef atomic_store_explicit
#undef atomic_load_explicit
#define atomic_store_explicit(place, value, order) ((void)(*(place) = (value)))
#define atomic_load_explicit(place, order) (*(place))
#include "_tape.c"
#undef _Atomic
#endif

#include <pthread.h>
#include <sched.h>

#include "check.h"
#include "rig.h"

#define ROOM PS_MAX_BLOCK
#define N_BLOCKS 4000
#define LONGEST 256

static float frames[PS_TAPE_CHANNELS * ROOM];
static int64_t n_whole; /* frames that a reader found as they were written */

static void write_numbers(ps_tape *tape, int32_t n_frames)
{
    const int64_t first = ps_tape_frames(tape);
    float numbers[PS_TAPE_CHANNELS * LONGEST];
    for (int32_t i = 0; i < n_frames; i++) {
        numbers[2 * i] = (float)(first + i);
        numbers[2 * i + 1] = -(float)(first + i);
    }
    ps_tape_write(tape, numbers, n_frames);
}

static void check_numbers(int64_t first, int64_t n_gone, int64_t n_frames)
{
    for (int64_t i = n_gone; i < n_frames; i++) {
        CHECK(frames[2 * i] == (float)(first + i));
        CHECK(frames[2 * i + 1] == -(float)(first + i));
    }
}

static void test_what_was_written_is_read_and_what_is_gone_is_told(void)
{
    ps_tape *tape = rig_new_tape(2, ROOM);
    CHECK(ps_tape_frames(tape) == 0);
    for (int32_t block = 0; block < 100; block++) {
        write_numbers(tape, 1 + block % LONGEST);
        const int64_t n_written = ps_tape_frames(tape);
        const int64_t first = n_written < ROOM ? 0 : n_written - ROOM;
        CHECK(ps_tape_read(tape, first, frames, n_written - first) == 0);
        check_numbers(first, 0, n_written - first);
    }
    while (ps_tape_frames(tape) < ROOM + 7)
        write_numbers(tape, LONGEST);
    const int64_t n_gone = ps_tape_frames(tape) - ROOM;
    CHECK(ps_tape_read(tape, 0, frames, n_gone + 3) == n_gone);
    check_numbers(0, n_gone, n_gone + 3);
    CHECK(ps_tape_read(tape, 0, frames, 3) == 3);
    rig_free_tape(tape);
}

static void *write_all(void *tape)
{
    for (int32_t block = 0; block < N_BLOCKS; block++)
        write_numbers(tape, 1 + block % LONGEST);
    return NULL;
}

/* The oldest that may still be there, so that the writer treads on it every now and then. */
static void read_near_the_end(ps_tape *tape)
{
    const int64_t n_written = ps_tape_frames(tape);
    const int64_t first = n_written < ROOM ? 0 : n_written - ROOM;
    const int64_t n_frames = n_written - first < LONGEST ? n_written - first : LONGEST;
    const int64_t n_gone = ps_tape_read(tape, first, frames, n_frames);
    check_numbers(first, n_gone, n_frames);
    n_whole += n_frames - n_gone;
}

static void test_no_reader_takes_new_frames_for_old_ones(void)
{
    ps_tape *tape = rig_new_tape(2, ROOM);
    pthread_t writer;
    CHECK(pthread_create(&writer, NULL, write_all, tape) == 0);
    const int64_t n_all = (int64_t)N_BLOCKS * (LONGEST + 1) / 2 - LONGEST * LONGEST;
    while (ps_tape_frames(tape) < n_all) {
        read_near_the_end(tape);
        sched_yield();
    }
    CHECK(pthread_join(writer, NULL) == 0);
    /* At the latest now nobody writes over what is read. */
    read_near_the_end(tape);
    CHECK(n_whole > 0);
    rig_free_tape(tape);
}

int main(void)
{
    test_what_was_written_is_read_and_what_is_gone_is_told();
    test_no_reader_takes_new_frames_for_old_ones();
    return 0;
}
