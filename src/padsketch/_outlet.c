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

/* A stream says of every block when it is heard, more or less; it is believed a little at a time. */
#define BELIEF (1.0 / 32.0)
#define LOST 0.008 /* s from which on something has happened: the stream begins, or has run dry */

/* Audio only. */
typedef struct {
    double start;   /* s at which frame 0 of the stream was heard */
    int64_t frame;  /* of the stream, the next one */
    bool is_known;
} ps_hearing;

struct ps_outlet {
    ps_player *player;
    ps_hearing hearing;
    _Atomic int32_t open;    /* written by any thread */
    _Atomic uint32_t calls;  /* written by the stream's thread */
    _Atomic int64_t thread;  /* likewise */
    _Atomic double offset;   /* s, written by any thread */
    _Atomic double latency;
};

/* As PortAudio declares it; seconds of the stream's clock. */
typedef struct {
    double input_heard;
    double now;
    double output_heard;
} ps_stream_times;

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

void ps_outlet_set_clock(ps_outlet *outlet, double offset, double latency)
{
    atomic_store_explicit(&outlet->offset, offset, memory_order_relaxed);
    atomic_store_explicit(&outlet->latency, latency, memory_order_relaxed);
}

/* What the stream says, in seconds of its clock; some know it no better than by their latency. */
static double said(const ps_outlet *outlet, const ps_stream_times *times)
{
    if (times->output_heard > times->now)
        return times->output_heard;
    return times->now + atomic_load_explicit(&outlet->latency, memory_order_relaxed);
}

/* When a block is heard, by the reader's clock. */
static double time_of(ps_outlet *outlet, const ps_stream_times *times, unsigned long n_frames)
{
    ps_hearing *hearing = &outlet->hearing;
    const double since = (double)hearing->frame / (double)ps_player_rate(outlet->player);
    hearing->frame += (int64_t)n_frames;
    if (!times)
        return 0.0;
    const double error = said(outlet, times) - since - hearing->start;
    const bool is_near = hearing->is_known && error < LOST && error > -LOST;
    hearing->start += is_near ? BELIEF * error : error;
    hearing->is_known = true;
    return hearing->start + since + atomic_load_explicit(&outlet->offset, memory_order_relaxed);
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
static void drive(ps_outlet *outlet, float *mix, int32_t n_frames, double time, bool underflow)
{
    if (!ps_player_enter(outlet->player))
        return;
    if (atomic_load_explicit(&outlet->open, memory_order_acquire))
        ps_player_drive(outlet->player, mix, n_frames, time, underflow);
    ps_player_leave(outlet->player);
}

int ps_stream_callback(const void *input, void *output, unsigned long n_frames, const void *time_info,
                       unsigned long status, void *user_data)
{
    (void)input;
    ps_outlet *outlet = user_data;
    note_thread(outlet);
    const unsigned long whole = n_frames < PS_MAX_BLOCK ? n_frames : PS_MAX_BLOCK;
    memset(output, 0, 2 * n_frames * sizeof(float));
    drive(outlet, output, (int32_t)whole, time_of(outlet, time_info, n_frames), (status & OUTPUT_UNDERFLOW) != 0);
    atomic_fetch_add_explicit(&outlet->calls, 1, memory_order_release);
    return 0;
}
