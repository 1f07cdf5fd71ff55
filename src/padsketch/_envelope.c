/* Stages are laid out in frames at the start; a gain is worked out from the place of its frame in them. */
#include "_envelope.h"

#include <math.h>

#include "_clones.h"

#define GROUP PS_ENVELOPE_GROUP
#define NEVER INT64_MAX
#define SILENT 1.0e-5     /* -100 dB */
#define DECAYS_SILENT (5.0 / 3.0) /* -100 dB, in decays of 60 dB */

static int32_t frames_of(float milliseconds, int32_t rate)
{
    return (int32_t)((double)milliseconds * rate / 1000.0);
}

static int32_t at_least_one(int32_t n_frames)
{
    return n_frames < 1 ? 1 : n_frames;
}

/* -60 dB after the decay: 10^(-3 / frames). */
static void set_decay(ps_envelope *envelope, double n_frames)
{
    const double ratio = pow(10.0, -3.0 / n_frames);
    double power = 1.0;
    for (int32_t i = 0; i < GROUP; i++, power *= ratio)
        envelope->powers[i] = (float)power;
    envelope->group_ratio = power;
    envelope->base = 1.0;
    if (envelope->sustain == 0.0f)
        envelope->ends_at = envelope->decay_from + (int64_t)ceil(n_frames * DECAYS_SILENT);
}

void ps_envelope_start(ps_envelope *envelope, const float values[PS_PAD_PARAMETERS], int64_t held,
                       int32_t rate)
{
    const float sustain = values[PS_PAD_SUSTAIN] / 100.0f;
    const double decay = (double)values[PS_PAD_DECAY] * rate / 1000.0;
    *envelope = (ps_envelope){
        .ends_at = NEVER,
        .released_at = held,
        .faded_at = NEVER,
        .attack = frames_of(values[PS_PAD_ATTACK], rate),
        .release = at_least_one(frames_of(values[PS_PAD_RELEASE], rate)),
        .fade = 1,
        .sustain = decay > 0.0 ? sustain > (float)SILENT ? sustain : 0.0f : 1.0f,
    };
    envelope->decay_from = envelope->attack + frames_of(values[PS_PAD_HOLD], rate);
    if (decay > 0.0)
        set_decay(envelope, decay < 1.0 ? 1.0 : decay);
}

void ps_envelope_release(ps_envelope *envelope)
{
    if (envelope->age < envelope->released_at)
        envelope->released_at = envelope->age;
}

void ps_envelope_fade(ps_envelope *envelope, int32_t n_frames)
{
    if (ps_envelope_is_fading(envelope))
        return;
    envelope->faded_at = envelope->age;
    envelope->fade = at_least_one(n_frames);
}

bool ps_envelope_is_fading(const ps_envelope *envelope)
{
    return envelope->faded_at != NEVER;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t after(int64_t frame, int32_t n_frames)
{
    return frame == NEVER ? NEVER : frame + n_frames;
}

int64_t ps_envelope_left(const ps_envelope *envelope)
{
    const int64_t released = after(envelope->released_at, envelope->release);
    const int64_t faded = after(envelope->faded_at, envelope->fade);
    const bool held = envelope->released_at >= envelope->ends_at;
    const int64_t end = earlier(held ? envelope->ends_at : released, faded);
    return end == NEVER ? NEVER : end > envelope->age ? end - envelope->age : 0;
}

static bool decays(const ps_envelope *envelope)
{
    return envelope->group_ratio > 0.0;
}

bool ps_envelope_is_flat(const ps_envelope *envelope, int32_t n_frames)
{
    const int64_t end = envelope->age + n_frames;
    return envelope->age >= envelope->attack && envelope->released_at >= end &&
           envelope->faded_at >= end && (!decays(envelope) || envelope->decay_from >= end);
}

/* How many of n_frames that follow `age` lie before a place. */
static int32_t frames_before(int64_t place, int64_t age, int32_t n_frames)
{
    const int64_t left = place - age;
    return left <= 0 ? 0 : left < n_frames ? (int32_t)left : n_frames;
}

/* Whole groups have a loop of their own because a fixed count makes one vector of it. */
static int32_t decay_group(const ps_envelope *envelope, int32_t first, float *gains, int32_t n_frames)
{
    const float base = (float)envelope->base * (1.0f - envelope->sustain);
    const float floor = envelope->sustain;
    if (first == 0 && n_frames >= GROUP) {
        for (int32_t i = 0; i < GROUP; i++)
            gains[i] = floor + base * envelope->powers[i];
        return GROUP;
    }
    const int32_t n = GROUP - first < n_frames ? GROUP - first : n_frames;
    for (int32_t i = 0; i < n; i++)
        gains[i] = floor + base * envelope->powers[first + i];
    return n;
}

/* The frame at `place` of the decay is the first one. */
static void decay(ps_envelope *envelope, int64_t place, float *gains, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames;) {
        const int32_t first = (int32_t)(place % GROUP);
        const int32_t n = decay_group(envelope, first, gains + done, n_frames - done);
        if (first + n == GROUP)
            envelope->base *= envelope->group_ratio;
        done += n;
        place += n;
    }
}

PS_CLONES
static void rise(float *gains, int32_t age, int32_t attack, int32_t n_frames)
{
    const float step = 1.0f / (float)attack;
    for (int32_t i = 0; i < n_frames; i++)
        gains[i] = (float)(age + i) * step;
}

/* Steep at first and level at the end, as a decay is, but it reaches silence in its time. */
PS_CLONES
static void fall_off(float *gains, float level, int32_t place, int32_t release, int32_t n_frames)
{
    const float step = 1.0f / (float)release;
    for (int32_t i = 0; i < n_frames; i++) {
        const float rest = (float)(release - place - i) * step;
        gains[i] = level * (rest * rest * rest);
    }
}

PS_CLONES
static void fade_out(float *gains, int32_t place, int32_t fade, int32_t n_frames)
{
    const float step = 1.0f / (float)fade;
    for (int32_t i = 0; i < n_frames; i++)
        gains[i] *= (float)(fade - place - i) * step;
}

static void read_stages(ps_envelope *envelope, float *gains, int32_t n_frames)
{
    const int64_t age = envelope->age;
    const int32_t rising = frames_before(envelope->attack, age, n_frames);
    const int32_t full = decays(envelope) ? frames_before(envelope->decay_from, age, n_frames) : n_frames;
    if (rising > 0)
        rise(gains, (int32_t)age, envelope->attack, rising);
    for (int32_t i = rising; i < full; i++)
        gains[i] = 1.0f;
    if (full < n_frames)
        decay(envelope, age + full - envelope->decay_from, gains + full, n_frames - full);
}

/* The gain of the next frame, when all before it have been read. */
static float stage_gain(const ps_envelope *envelope)
{
    const int64_t place = envelope->age - envelope->decay_from;
    if (envelope->age < envelope->attack)
        return (float)envelope->age / (float)envelope->attack;
    if (!decays(envelope) || place < 0)
        return 1.0f;
    const float base = (float)envelope->base * (1.0f - envelope->sustain);
    return envelope->sustain + base * envelope->powers[place % GROUP];
}

static void read_release(ps_envelope *envelope, float *gains, int32_t n_frames)
{
    if (envelope->age == envelope->released_at)
        envelope->held_level = stage_gain(envelope);
    fall_off(gains, envelope->held_level, (int32_t)(envelope->age - envelope->released_at),
             envelope->release, n_frames);
}

void ps_envelope_read(ps_envelope *envelope, float *gains, int32_t n_frames)
{
    const int64_t age = envelope->age;
    const int32_t held = frames_before(envelope->released_at, age, n_frames);
    read_stages(envelope, gains, held);
    envelope->age += held;
    if (held < n_frames)
        read_release(envelope, gains + held, n_frames - held);
    const int32_t whole = frames_before(envelope->faded_at, age, n_frames);
    if (whole < n_frames)
        fade_out(gains + whole, (int32_t)(age + whole - envelope->faded_at), envelope->fade,
                 n_frames - whole);
    envelope->age = age + n_frames;
}

void ps_envelope_skip(ps_envelope *envelope, int32_t n_frames)
{
    envelope->age += n_frames;
}

float ps_envelope_level(const ps_envelope *envelope)
{
    if (envelope->age <= envelope->released_at)
        return envelope->age < envelope->attack ? 1.0f : stage_gain(envelope);
    const int64_t left = envelope->released_at + envelope->release - envelope->age;
    const float rest = (float)left / (float)envelope->release;
    return envelope->held_level * rest * rest * rest;
}
