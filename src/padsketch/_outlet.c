/* The outlet: what PortAudio calls back, and what may be called when nobody listens any more. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <string.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "_engine.h"

#define OUTPUT_UNDERFLOW 4u /* PortAudio's flag */

struct ps_outlet {
    ps_player *player;
    _Atomic int32_t open;    /* written by any thread */
    _Atomic uint32_t calls;  /* written by the stream's thread */
    _Atomic int64_t thread;  /* likewise */
};

size_t ps_outlet_size(void)
{
    return sizeof(ps_outlet);
}

void ps_outlet_init(ps_outlet *outlet, ps_player *player)
{
    outlet->player = player;
}

void ps_outlet_set_open(ps_outlet *outlet, int32_t open)
{
    atomic_store_explicit(&outlet->open, open, memory_order_release);
}

uint32_t ps_outlet_calls(ps_outlet *outlet)
{
    return atomic_load_explicit(&outlet->calls, memory_order_acquire);
}

int64_t ps_outlet_thread(ps_outlet *outlet)
{
    return atomic_load_explicit(&outlet->thread, memory_order_relaxed);
}

/* Asks the kernel at the first call only. */
static void note_thread(ps_outlet *outlet)
{
#if defined(__linux__)
    if (ps_outlet_thread(outlet) == 0)
        atomic_store_explicit(&outlet->thread, syscall(SYS_gettid), memory_order_relaxed);
#else
    (void)outlet;
#endif
}

/* Open is asked for after entering: once a closed outlet has been left, no late block can follow. */
static void drive(ps_outlet *outlet, float *mix, int32_t n_frames, bool underflow)
{
    if (!ps_player_enter(outlet->player))
        return;
    if (atomic_load_explicit(&outlet->open, memory_order_acquire))
        ps_player_drive(outlet->player, mix, n_frames, underflow);
    ps_player_leave(outlet->player);
}

int ps_stream_callback(const void *input, void *output, unsigned long n_frames, const void *time_info,
                       unsigned long status, void *user_data)
{
    (void)input;
    (void)time_info;
    ps_outlet *outlet = user_data;
    note_thread(outlet);
    const unsigned long whole = n_frames < PS_MAX_BLOCK ? n_frames : PS_MAX_BLOCK;
    memset(output, 0, 2 * n_frames * sizeof(float));
    drive(outlet, output, (int32_t)whole, (status & OUTPUT_UNDERFLOW) != 0);
    atomic_fetch_add_explicit(&outlet->calls, 1, memory_order_release);
    return 0;
}
