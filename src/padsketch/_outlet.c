/* The outlet: what PortAudio calls back, and what may be called when nobody listens any more. */
#include <string.h>

#include "_engine.h"
#include "_heartbeat.h"
#include "_inlet.h"

#define OUTPUT_UNDERFLOW 4u /* PortAudio's flag */
#define SLIPS (OUTPUT_UNDERFLOW | PS_INPUT_OVERFLOW) /* what comes in is later or earlier from here on */

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
    ps_inlet *inlet; /* NULL where the stream only plays */
    ps_hearing hearing;
    ps_heartbeat heartbeat;
    _Atomic int32_t open;    /* written by any thread */
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

void ps_outlet_set_inlet(ps_outlet *outlet, ps_inlet *inlet)
{
    outlet->inlet = inlet;
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
    return ps_heartbeat_calls(&outlet->heartbeat);
}

int64_t ps_outlet_thread(ps_outlet *outlet)
{
    return ps_heartbeat_thread(&outlet->heartbeat);
}

/* Open is asked for after entering: once a closed outlet has been left, no late block can follow. Returns the
 * player's frame with which the block begins, -1 where it was not asked. */
static int64_t drive(ps_outlet *outlet, float *mix, int32_t n_frames, double time, bool underflow)
{
    int64_t first = -1;
    if (!ps_player_enter(outlet->player))
        return first;
    if (atomic_load_explicit(&outlet->open, memory_order_acquire)) {
        first = ps_player_frame(outlet->player);
        ps_player_drive(outlet->player, mix, n_frames, time, underflow);
    }
    ps_player_leave(outlet->player);
    return first;
}

static void hear(ps_outlet *outlet, const float *input, float *output, int32_t n_frames, int64_t player_frame,
                 bool slipped)
{
    ps_inlet_hear(outlet->inlet, input, n_frames, player_frame, slipped);
    if (player_frame >= 0)
        ps_inlet_monitor(outlet->inlet, input, output, n_frames);
}

int ps_stream_callback(const void *input, void *output, unsigned long n_frames, const void *time_info,
                       unsigned long status, void *user_data)
{
    ps_outlet *outlet = user_data;
    ps_heartbeat_begin(&outlet->heartbeat);
    const unsigned long whole = n_frames < PS_MAX_BLOCK ? n_frames : PS_MAX_BLOCK;
    memset(output, 0, 2 * n_frames * sizeof(float));
    const int64_t first = drive(outlet, output, (int32_t)whole, time_of(outlet, time_info, n_frames),
                                (status & OUTPUT_UNDERFLOW) != 0);
    if (input && outlet->inlet)
        hear(outlet, input, output, (int32_t)n_frames, first, (status & SLIPS) != 0);
    ps_heartbeat_end(&outlet->heartbeat);
    return 0;
}
