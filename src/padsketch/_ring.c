/* The two rings between Python's threads and the audio thread, and the seqlock of the snapshot. */
#include <string.h>

#include "_engine.h"

static bool has_room(uint32_t written, uint32_t read)
{
    return written - read < PS_RING_SLOTS;
}

bool ps_command_ring_push(ps_command_ring *ring, const ps_command *command)
{
    while (atomic_flag_test_and_set_explicit(&ring->producing, memory_order_acquire)) {
    }
    const uint32_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
    const bool pushed =
        has_room(written, atomic_load_explicit(&ring->read, memory_order_acquire));
    if (pushed) {
        ring->slots[written % PS_RING_SLOTS] = *command;
        atomic_store_explicit(&ring->written, written + 1, memory_order_release);
    }
    atomic_flag_clear_explicit(&ring->producing, memory_order_release);
    return pushed;
}

const ps_command *ps_command_ring_peek(ps_command_ring *ring)
{
    const uint32_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
    if (read == atomic_load_explicit(&ring->written, memory_order_acquire))
        return NULL;
    return &ring->slots[read % PS_RING_SLOTS];
}

void ps_command_ring_drop(ps_command_ring *ring)
{
    const uint32_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
    atomic_store_explicit(&ring->read, read + 1, memory_order_release);
}

uint32_t ps_result_ring_room(ps_result_ring *ring)
{
    const uint32_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
    return PS_RING_SLOTS - (written - atomic_load_explicit(&ring->read, memory_order_acquire));
}

bool ps_result_ring_push(ps_result_ring *ring, const ps_result *result)
{
    if (ps_result_ring_room(ring) == 0)
        return false;
    const uint32_t written = atomic_load_explicit(&ring->written, memory_order_relaxed);
    ring->slots[written % PS_RING_SLOTS] = *result;
    atomic_store_explicit(&ring->written, written + 1, memory_order_release);
    return true;
}

bool ps_result_ring_pop(ps_result_ring *ring, ps_result *result)
{
    const uint32_t read = atomic_load_explicit(&ring->read, memory_order_relaxed);
    if (read == atomic_load_explicit(&ring->written, memory_order_acquire))
        return false;
    *result = ring->slots[read % PS_RING_SLOTS];
    atomic_store_explicit(&ring->read, read + 1, memory_order_release);
    return true;
}

/* The words are atomics of their own, so that a torn read is a retry and never a data race. */
void ps_seqlock_write(ps_seqlock *lock, const ps_snapshot *snapshot)
{
    uint32_t words[PS_SNAPSHOT_WORDS] = {0};
    memcpy(words, snapshot, sizeof *snapshot);
    const uint32_t sequence = atomic_load_explicit(&lock->sequence, memory_order_relaxed);
    atomic_store_explicit(&lock->sequence, sequence + 1, memory_order_relaxed);
    for (size_t i = 0; i < PS_SNAPSHOT_WORDS; i++)
        atomic_store_explicit(&lock->words[i], words[i], memory_order_release);
    atomic_store_explicit(&lock->sequence, sequence + 2, memory_order_release);
}

void ps_seqlock_read(ps_seqlock *lock, ps_snapshot *snapshot)
{
    uint32_t words[PS_SNAPSHOT_WORDS];
    uint32_t before, after;
    do {
        before = atomic_load_explicit(&lock->sequence, memory_order_acquire);
        for (size_t i = 0; i < PS_SNAPSHOT_WORDS; i++)
            words[i] = atomic_load_explicit(&lock->words[i], memory_order_acquire);
        after = atomic_load_explicit(&lock->sequence, memory_order_relaxed);
    } while (before != after || before % 2 != 0);
    memcpy(snapshot, words, sizeof *snapshot);
}
