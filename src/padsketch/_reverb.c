/* The reverb: high-pass, predelay, diffusion, and the network that is the room. */
#include <math.h>
#include <string.h>

#include "_returns.h"
#include "_reverb.h"

#define SQRT2 1.41421356237309505f
#define DIFFUSION 0.55f
#define DIFFUSED_MS 250.0 /* until the diffusers have died away, and more */

static const float DIFFUSER_MS[PS_REVERB_DIFFUSERS][2] = {
    {1.7f, 1.9f}, {3.1f, 2.9f}, {5.3f, 5.9f}, {9.1f, 8.3f},
};

static const ps_quad IN[PS_ROOM_QUADS] = {
    {1, 1, -1, -1}, {1, -1, 1, 1}, {-1, -1, -1, 1}, {1, 1, 1, -1},
};
/* The squares of a line's gains are about 1/8 together: eight lines are as loud as one input. */
static const ps_quad LATE[PS_ROOM_QUADS] = {
    {0.3f, -0.3f, 0.3f, 0.3f}, {0.3f, 0.3f, -0.3f, -0.3f},
    {-0.3f, -0.3f, 0.3f, -0.3f}, {-0.3f, 0.3f, 0.3f, 0.3f},
};
static const ps_quad EARLY[PS_ROOM_QUADS] = {
    {0.23f, 0.25f, -0.29f, 0.27f}, {-0.19f, 0.19f, 0.21f, -0.23f},
    {0.16f, -0.17f, -0.15f, -0.14f}, {0.12f, 0.13f, 0.11f, 0.1f},
};

static const ps_row ROWS[PS_REVERB_PARAMETERS] = {PS_REVERB_TABLE(PS_ROW)};

static float value_of(const float *values, int32_t parameter)
{
    return ps_row_clamped(&ROWS[parameter], values[parameter]);
}

/* ---- settings ---- */

static void rumble_set(ps_rumble *rumble, float hertz, int32_t rate)
{
    const double g = warped(hertz, rate);
    rumble->g = (float)g;
    rumble->scale = (float)(1.0 / (1.0 + g * (g + (double)SQRT2)));
}

/* Into the room that is wanted, if it is another one. */
static void move(ps_reverb *reverb)
{
    const ps_room *here = &reverb->rooms[reverb->current];
    if (here->size == reverb->next_size && here->predelay == reverb->next_predelay)
        return;
    reverb->current = 1 - reverb->current;
    ps_room *there = &reverb->rooms[reverb->current];
    ps_room_build(there, reverb->rate, reverb->next_size, reverb->next_predelay);
    ps_room_tune(there, reverb->decay, reverb->damping);
    reverb->fade_left = reverb->fade_frames;
}

void ps_reverb_init(ps_reverb *reverb, int32_t rate)
{
    reverb->rate = rate;
    reverb->fade_frames = rate * FADE_MS / 1000;
    reverb->shrink = rate > 96000 ? 0 : rate > 48000 ? 1 : 2;
    for (int32_t i = 0; i < PS_REVERB_DIFFUSERS; i++)
        for (int32_t side = 0; side < 2; side++)
            reverb->diffusion[i][side] = ps_prime_frames(rate, (double)DIFFUSER_MS[i][side]);
    ps_reverb_reset(reverb);
}

void ps_reverb_set(ps_reverb *reverb, const float values[PS_REVERB_PARAMETERS])
{
    const bool is_silent = ps_reverb_is_silent(reverb);
    const float decay = value_of(values, PS_REVERB_DECAY);
    const float damping = value_of(values, PS_REVERB_DAMPING);
    const bool is_tuned = decay == reverb->decay && damping == reverb->damping;
    reverb->decay = decay;
    reverb->damping = damping;
    reverb->next_size = value_of(values, PS_REVERB_SIZE);
    reverb->next_predelay = value_of(values, PS_REVERB_PREDELAY);
    if (reverb->fade_left == 0)
        move(reverb);
    if (is_silent)
        reverb->fade_left = 0;
    if (!is_tuned)
        ps_room_tune(&reverb->rooms[reverb->current], decay, damping);
    rumble_set(&reverb->rumble, value_of(values, PS_REVERB_LOW_CUT), reverb->rate);
}

/* ---- sound ---- */

/* A place modulo the frames of a ring that are in use. */
static inline uint32_t mask_of(const ps_reverb *reverb, uint32_t n_frames)
{
    return (n_frames >> reverb->shrink) - 1;
}

/* The high side of a state variable filter (topology-preserving transform, Zavalishin 2012). */
static inline float without_rumble(ps_rumble *rumble, int32_t side, float x)
{
    const float g = rumble->g, band = rumble->band[side], low = rumble->low[side];
    const float high = (x - (g + SQRT2) * band - low) * rumble->scale;
    const float middle = g * high + band;
    rumble->band[side] = unless_below(SPENT, middle + g * high);
    rumble->low[side] = unless_below(SPENT, low + 2.0f * g * middle);
    return high;
}

/* Schroeder's allpasses in series. */
static inline float diffused(ps_reverb *reverb, int32_t side, float x)
{
    const uint32_t mask = mask_of(reverb, PS_REVERB_DIFFUSER_FRAMES);
    for (int32_t i = 0; i < PS_REVERB_DIFFUSERS; i++) {
        float(*ring)[2] = reverb->diffusers[i];
        const uint32_t tap = (uint32_t)reverb->diffusion[i][side];
        const float old = ring[(reverb->position - tap) & mask][side];
        const float new = unless_below(INAUDIBLE, x + DIFFUSION * old);
        ring[reverb->position & mask][side] = new;
        reverb->quiet = new != 0.0f ? 0 : reverb->quiet;
        x = old - DIFFUSION * new;
    }
    return x;
}

static inline float waited(const ps_reverb *reverb, int32_t frames, int32_t side)
{
    const uint32_t mask = mask_of(reverb, PS_REVERB_WAIT_FRAMES);
    return reverb->waiting[(reverb->position - (uint32_t)frames) & mask][side];
}

static inline ps_quad heard(const ps_reverb *reverb, const int32_t taps[PS_ROOM_LINES],
                            int32_t quad)
{
    const uint32_t mask = mask_of(reverb, PS_REVERB_LINE_FRAMES);
    ps_quad frame;
    for (int32_t i = 0; i < 4; i++) {
        const uint32_t place = (reverb->position - (uint32_t)taps[4 * quad + i]) & mask;
        frame[i] = reverb->lines[place][quad][i];
    }
    return frame;
}

/* What arrives from a room in one frame. */
typedef struct {
    ps_quad late[PS_ROOM_QUADS];
    ps_quad early[PS_ROOM_QUADS];
    float in[2];
} ps_arrival;

static inline void arrive(const ps_reverb *reverb, const ps_room *room, ps_arrival *arrival)
{
    for (int32_t i = 0; i < PS_ROOM_QUADS; i++) {
        arrival->late[i] = heard(reverb, room->late, i);
        arrival->early[i] = heard(reverb, room->early, i);
    }
    for (int32_t side = 0; side < 2; side++)
        arrival->in[side] = room->feed * waited(reverb, room->wait, side);
}

/* From the room in `arrival` and `shelves` towards the other one, 0..1. */
static void blend(ps_arrival *arrival, ps_shelves *shelves, const ps_arrival *other_arrival,
                  const ps_shelves *other_shelves, float share)
{
    const float rest = 1.0f - share;
    for (int32_t i = 0; i < PS_ROOM_QUADS; i++) {
        arrival->late[i] = rest * arrival->late[i] + share * other_arrival->late[i];
        arrival->early[i] = rest * arrival->early[i] + share * other_arrival->early[i];
        shelves->b0[i] = rest * shelves->b0[i] + share * other_shelves->b0[i];
        shelves->b1[i] = rest * shelves->b1[i] + share * other_shelves->b1[i];
        shelves->a1[i] = rest * shelves->a1[i] + share * other_shelves->a1[i];
    }
    for (int32_t side = 0; side < 2; side++)
        arrival->in[side] = rest * arrival->in[side] + share * other_arrival->in[side];
}

static inline void write_lines(ps_reverb *reverb, const ps_quad q[PS_ROOM_QUADS])
{
    const uint32_t mask = mask_of(reverb, PS_REVERB_LINE_FRAMES);
    ps_bits left = {0, 0, 0, 0};
    for (int32_t i = 0; i < PS_ROOM_QUADS; i++) {
        const ps_quad kept = quad_unless_below(INAUDIBLE, q[i]);
        reverb->lines[reverb->position & mask][i] = kept;
        left |= (ps_bits)kept | (ps_bits)reverb->shelves[i];
    }
    if (left[0] | left[1] | left[2] | left[3])
        reverb->quiet = 0;
}

/* What arrives goes through the shelves, is mixed, and goes out again with what comes in. */
static inline void pass(ps_reverb *reverb, const ps_shelves *shelves, const ps_arrival *arrival,
                        float out[2])
{
    const float left = diffused(reverb, 0, arrival->in[0]);
    const float right = diffused(reverb, 1, arrival->in[1]);
    const ps_quad in = {left, right, left, right};
    ps_quad q[PS_ROOM_QUADS], sum = {0, 0, 0, 0};
    for (int32_t i = 0; i < PS_ROOM_QUADS; i++) {
        const ps_quad late = arrival->late[i];
        sum += LATE[i] * late + EARLY[i] * arrival->early[i];
        q[i] = shelves->b0[i] * late + reverb->shelves[i];
        reverb->shelves[i] =
            quad_unless_below(SPENT, shelves->b1[i] * late - shelves->a1[i] * q[i]);
    }
    quad_mix(q);
    for (int32_t i = 0; i < PS_ROOM_QUADS; i++)
        q[i] += IN[i] * in;
    write_lines(reverb, q);
    out[0] = sum[0] + sum[2];
    out[1] = sum[1] + sum[3];
}

static inline void receive(ps_reverb *reverb, const float in[2])
{
    const uint32_t mask = mask_of(reverb, PS_REVERB_WAIT_FRAMES);
    float *frame = reverb->waiting[reverb->position & mask];
    reverb->quiet += reverb->quiet < PS_REVERB_WAIT_FRAMES >> reverb->shrink;
    for (int32_t side = 0; side < 2; side++) {
        frame[side] = unless_below(INAUDIBLE, without_rumble(&reverb->rumble, side, in[side]));
        if (frame[side] != 0.0f || reverb->rumble.band[side] != 0.0f ||
            reverb->rumble.low[side] != 0.0f)
            reverb->quiet = 0;
    }
}

static void process_still(ps_reverb *reverb, const float *in, float *out, int32_t n_frames)
{
    const ps_room *room = &reverb->rooms[reverb->current];
    for (int32_t i = 0; i < n_frames; i++) {
        ps_arrival arrival;
        receive(reverb, in + 2 * i);
        arrive(reverb, room, &arrival);
        pass(reverb, &room->shelves, &arrival, out + 2 * i);
        reverb->position++;
    }
}

static void process_moving(ps_reverb *reverb, const float *in, float *out, int32_t n_frames)
{
    const ps_room *here = &reverb->rooms[reverb->current];
    const ps_room *before = &reverb->rooms[1 - reverb->current];
    for (int32_t i = 0; i < n_frames; i++) {
        ps_arrival arrival, old;
        ps_shelves shelves = here->shelves;
        receive(reverb, in + 2 * i);
        arrive(reverb, here, &arrival);
        arrive(reverb, before, &old);
        blend(&arrival, &shelves, &old, &before->shelves,
              (float)reverb->fade_left / (float)reverb->fade_frames);
        pass(reverb, &shelves, &arrival, out + 2 * i);
        reverb->position++;
        reverb->fade_left--;
    }
    if (reverb->fade_left == 0)
        move(reverb);
}

void ps_reverb_process(ps_reverb *reverb, const float *in, float *out, int32_t n_frames)
{
    while (n_frames > 0) {
        const int32_t left = reverb->fade_left;
        const int32_t n = left > 0 && left < n_frames ? left : n_frames;
        if (left > 0)
            process_moving(reverb, in, out, n);
        else
            process_still(reverb, in, out, n);
        in += 2 * n;
        out += 2 * n;
        n_frames -= n;
    }
}

bool ps_reverb_is_silent(const ps_reverb *reverb)
{
    return reverb->quiet == PS_REVERB_WAIT_FRAMES >> reverb->shrink && reverb->fade_left == 0;
}

void ps_reverb_reset(ps_reverb *reverb)
{
    const size_t shrink = (size_t)reverb->shrink;
    memset(reverb->waiting, 0, sizeof reverb->waiting >> shrink);
    for (int32_t i = 0; i < PS_REVERB_DIFFUSERS; i++)
        memset(reverb->diffusers[i], 0, sizeof reverb->diffusers[i] >> shrink);
    memset(reverb->lines, 0, sizeof reverb->lines >> shrink);
    memset(reverb->shelves, 0, sizeof reverb->shelves);
    memset(reverb->rumble.band, 0, sizeof reverb->rumble.band);
    memset(reverb->rumble.low, 0, sizeof reverb->rumble.low);
    move(reverb);
    reverb->fade_left = 0;
    reverb->quiet = PS_REVERB_WAIT_FRAMES >> reverb->shrink;
}

double ps_reverb_ring(const float values[PS_REVERB_PARAMETERS])
{
    const double longest = ps_room_longest(value_of(values, PS_REVERB_SIZE));
    const double wait = (double)value_of(values, PS_REVERB_PREDELAY) + longest + DIFFUSED_MS;
    return 2.0 * (double)value_of(values, PS_REVERB_DECAY) + wait / 1000.0;
}
