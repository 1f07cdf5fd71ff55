/* An inlet picks its channels from what the device hands in, cleans them and puts them on a tape. */
#include "_inlet.h"

#include <math.h>
#include <string.h>

#include "_heartbeat.h"
#include "_tape.h"

#define SLICE 256
/* Drivers hand in what was in their memory before: denormals, or levels that no converter has. */
#define SMALLEST 1.0e-30f
#define LARGEST 64.0f

struct ps_inlet {
    ps_tape *tape;
    int32_t n_channels; /* of the stream */
    int32_t first;      /* of them that is on the tape */
    int32_t n_unsure;   /* frames from the start that are silence on it */
    float gain;         /* audio only: of the monitor, where it is */
    ps_heartbeat heartbeat;
    _Atomic uint32_t slips;
    _Atomic int64_t lead;
    _Atomic float wanted; /* gain of the monitor, written by any thread */
};

size_t ps_inlet_size(void)
{
    return sizeof(ps_inlet);
}

void ps_inlet_init(ps_inlet *inlet, ps_tape *tape, int32_t n_channels, int32_t first, int32_t n_unsure)
{
    inlet->n_unsure = n_unsure;
    inlet->tape = tape;
    inlet->n_channels = n_channels;
    inlet->first = first;
    atomic_store_explicit(&inlet->lead, PS_NO_LEAD, memory_order_relaxed);
}

uint32_t ps_inlet_calls(ps_inlet *inlet)
{
    return ps_heartbeat_calls(&inlet->heartbeat);
}

int64_t ps_inlet_thread(ps_inlet *inlet)
{
    return ps_heartbeat_thread(&inlet->heartbeat);
}

uint32_t ps_inlet_slips(ps_inlet *inlet)
{
    return atomic_load_explicit(&inlet->slips, memory_order_relaxed);
}

int64_t ps_inlet_lead(ps_inlet *inlet)
{
    return atomic_load_explicit(&inlet->lead, memory_order_relaxed);
}

void ps_inlet_set_monitor(ps_inlet *inlet, float gain)
{
    atomic_store_explicit(&inlet->wanted, gain, memory_order_relaxed);
}

/* What is no number is silence as well. */
static float cleaned(float value)
{
    const float size = fabsf(value);
    return size >= SMALLEST && size <= LARGEST ? value : 0.0f;
}

static bool is_sure(const ps_inlet *inlet)
{
    return ps_tape_frames(inlet->tape) >= inlet->n_unsure;
}

static void pick(const ps_inlet *inlet, const float *input, float *picked, int32_t n_frames)
{
    const int32_t n_picked = ps_tape_channels(inlet->tape);
    const int32_t n_silent = is_sure(inlet) ? 0 : n_frames;
    memset(picked, 0, (size_t)(n_picked * n_silent) * sizeof(float));
    for (int32_t i = n_silent; i < n_frames; i++)
        for (int32_t channel = 0; channel < n_picked; channel++)
            picked[n_picked * i + channel] = cleaned(input[inlet->n_channels * i + inlet->first + channel]);
}

void ps_inlet_hear(ps_inlet *inlet, const float *input, int32_t n_frames, int64_t player_frame,
                   bool slipped)
{
    float picked[PS_TAPE_CHANNELS * SLICE];
    const int64_t lead = player_frame < 0 ? PS_NO_LEAD : player_frame - ps_tape_frames(inlet->tape);
    if (slipped)
        atomic_fetch_add_explicit(&inlet->slips, 1, memory_order_relaxed);
    for (int32_t done = 0; done < n_frames; done += SLICE) {
        const int32_t count = n_frames - done < SLICE ? n_frames - done : SLICE;
        pick(inlet, input + (int64_t)done * inlet->n_channels, picked, count);
        ps_tape_write(inlet->tape, picked, count);
    }
    atomic_store_explicit(&inlet->lead, lead, memory_order_relaxed);
}

void ps_inlet_monitor(ps_inlet *inlet, const float *input, float *mix, int32_t n_frames)
{
    const float wanted = atomic_load_explicit(&inlet->wanted, memory_order_relaxed);
    const float step = (wanted - inlet->gain) / (float)n_frames;
    const int32_t right = ps_tape_channels(inlet->tape) - 1;
    if (!is_sure(inlet) || (wanted == 0.0f && inlet->gain == 0.0f))
        return;
    for (int32_t i = 0; i < n_frames; i++) {
        const float gain = inlet->gain + step * (float)(i + 1);
        const float *frame = input + (int64_t)i * inlet->n_channels + inlet->first;
        mix[2 * i] += gain * cleaned(frame[0]);
        mix[2 * i + 1] += gain * cleaned(frame[right]);
    }
    inlet->gain = wanted;
}

int ps_input_callback(const void *input, void *output, unsigned long n_frames, const void *time_info,
                      unsigned long status, void *user_data)
{
    (void)output, (void)time_info;
    ps_inlet *inlet = user_data;
    ps_heartbeat_begin(&inlet->heartbeat);
    if (input)
        ps_inlet_hear(inlet, input, (int32_t)n_frames, -1, (status & PS_INPUT_OVERFLOW) != 0);
    ps_heartbeat_end(&inlet->heartbeat);
    return 0;
}
