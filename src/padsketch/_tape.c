/* A tape has one writer, which never waits and writes over what is old, and any number of readers, who are
 * told what was written over while they looked: every float is an atomic of its own, so that a torn read
 * is known and never a data race. */
#include "_tape.h"

#include <stdatomic.h>

struct ps_tape {
    _Alignas(64) _Atomic int64_t begun; /* frames that are written, or are being written */
    _Atomic int64_t written;
    int64_t n_frames;
    int32_t n_channels;
    _Atomic float values[];
};

size_t ps_tape_size(int32_t n_channels, int64_t n_frames)
{
    return sizeof(ps_tape) + (size_t)n_channels * (size_t)n_frames * sizeof(_Atomic float);
}

void ps_tape_init(ps_tape *tape, int32_t n_channels, int64_t n_frames)
{
    tape->n_channels = n_channels;
    tape->n_frames = n_frames;
}

int32_t ps_tape_channels(const ps_tape *tape)
{
    return tape->n_channels;
}

int64_t ps_tape_frames(ps_tape *tape)
{
    return atomic_load_explicit(&tape->written, memory_order_acquire);
}

static _Atomic float *place_of(ps_tape *tape, int64_t frame)
{
    return &tape->values[frame % tape->n_frames * tape->n_channels];
}

/* Whoever reads one of the new values sees as well that they were begun. */
void ps_tape_write(ps_tape *tape, const float *frames, int32_t n_frames)
{
    const int64_t first = atomic_load_explicit(&tape->written, memory_order_relaxed);
    const int32_t n_channels = tape->n_channels;
    atomic_store_explicit(&tape->begun, first + n_frames, memory_order_relaxed);
    for (int32_t i = 0; i < n_frames; i++) {
        _Atomic float *place = place_of(tape, first + i);
        for (int32_t channel = 0; channel < n_channels; channel++)
            atomic_store_explicit(&place[channel], frames[n_channels * i + channel], memory_order_release);
    }
    atomic_store_explicit(&tape->written, first + n_frames, memory_order_release);
}

int64_t ps_tape_read(ps_tape *tape, int64_t first, float *frames, int64_t n_frames)
{
    const int32_t n_channels = tape->n_channels;
    for (int64_t i = 0; i < n_frames; i++) {
        _Atomic float *place = place_of(tape, first + i);
        for (int32_t channel = 0; channel < n_channels; channel++)
            frames[n_channels * i + channel] = atomic_load_explicit(&place[channel], memory_order_acquire);
    }
    const int64_t oldest = atomic_load_explicit(&tape->begun, memory_order_relaxed) - tape->n_frames;
    const int64_t n_gone = oldest > first ? oldest - first : 0;
    return n_gone < n_frames ? n_gone : n_frames;
}
