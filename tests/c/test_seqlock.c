/* The snapshot: a reader sees the state after one block, never a mixture of two.
 * Built with NO_SEQLOCK the state is copied bare: ThreadSanitizer must object. */
#include <pthread.h>
#include <string.h>

#include "_engine.h"
#include "check.h"

#define N_WRITES 20000

static _Atomic bool written_all;

#ifdef NO_SEQLOCK
static ps_snapshot bare;

static void write_state(const ps_snapshot *state)
{
    bare = *state;
}

static void read_state(ps_snapshot *state)
{
    *state = bare;
}
#else
static ps_seqlock lock;

static void write_state(const ps_snapshot *state)
{
    ps_seqlock_write(&lock, state);
}

static void read_state(ps_snapshot *state)
{
    ps_seqlock_read(&lock, state);
}
#endif

static ps_snapshot state_of(int32_t number)
{
    ps_snapshot state;
    memset(&state, 0, sizeof state);
    state.frame = number;
    state.queued = number;
    state.load = (float)number;
    for (int32_t i = 0; i < PS_MAX_TRACKS; i++) {
        state.track_peaks[i] = (float)number;
        state.track_hits[i] = (uint32_t)number;
    }
    return state;
}

static void *write_all(void *nothing)
{
    for (int32_t number = 1; number <= N_WRITES; number++) {
        const ps_snapshot state = state_of(number);
        write_state(&state);
    }
    atomic_store(&written_all, true);
    return nothing;
}

static void test_no_reader_sees_half_a_state(void)
{
    pthread_t writer;
    ps_snapshot seen = {0};
    int64_t last = 0;
    CHECK(pthread_create(&writer, NULL, write_all, NULL) == 0);
    for (bool over = false; !over || seen.frame < N_WRITES;) {
        over = atomic_load(&written_all);
        read_state(&seen);
        const ps_snapshot whole = state_of((int32_t)seen.frame);
        CHECK(memcmp(&seen, &whole, sizeof seen) == 0);
        CHECK(seen.frame >= last);
        last = seen.frame;
    }
    CHECK(pthread_join(writer, NULL) == 0);
}

static void test_what_was_written_last_is_read(void)
{
    ps_snapshot seen;
    for (int32_t number = 1; number <= 3; number++) {
        const ps_snapshot state = state_of(number);
        write_state(&state);
        read_state(&seen);
        CHECK(memcmp(&seen, &state, sizeof seen) == 0);
    }
    write_state(&(ps_snapshot){0});
}

int main(void)
{
    test_what_was_written_last_is_read();
    test_no_reader_sees_half_a_state();
    return 0;
}
