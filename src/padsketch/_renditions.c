/* The table of renditions, and their making. */
#include "_renditions.h"

#define PLACES 2048 /* a power of two */
#define MOST 1536   /* full tables make long searches; every voice may have one of its own */
#define CHUNK 256   /* frames */

/* Addressed by hash; where a place is taken the next one serves. */
struct ps_renditions {
    ps_rendition places[PLACES];
    int32_t n_taken; /* of the thread that makes them */
};

size_t ps_renditions_size(void)
{
    return sizeof(ps_renditions);
}

/* ---- finding ---- */

static ps_rendition_key key_of(const ps_reading_plan *plan)
{
    const ps_range range = ps_reading_range(plan);
    return (ps_rendition_key){
        .sample = plan->sample,
        .increment = plan->pitch.increment,
        .start = range.start,
        .end = range.end,
        .direction = plan->direction,
    };
}

static bool is_same(const ps_rendition_key *a, const ps_rendition_key *b)
{
    return a->sample == b->sample && a->increment == b->increment && a->start == b->start &&
           a->end == b->end && a->direction == b->direction;
}

static uint32_t place_of(const ps_rendition_key *key)
{
    const uint64_t parts[] = {(uint64_t)(uintptr_t)key->sample, key->increment, (uint64_t)key->start,
                              (uint64_t)key->end, (uint64_t)key->direction};
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        hash = (hash ^ parts[i] ^ (hash >> 32)) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(hash >> 32) & (PLACES - 1);
}

/* The place that holds a key, or the free one where it belongs; *frames is NULL for a free one. */
static uint32_t search(const ps_renditions *renditions, const ps_rendition_key *key,
                       const float **frames)
{
    uint32_t place = place_of(key);
    for (;; place = (place + 1) & (PLACES - 1)) {
        const ps_rendition *at = &renditions->places[place];
        *frames = __atomic_load_n(&at->frames, __ATOMIC_ACQUIRE);
        if (!*frames || is_same(&at->key, key))
            return place;
    }
}

const ps_rendition *ps_renditions_find(const ps_renditions *renditions, const ps_reading_plan *plan,
                                       const float **frames)
{
    const ps_rendition_key key = key_of(plan);
    const uint32_t place = search(renditions, &key, frames);
    return *frames ? &renditions->places[place] : NULL;
}

/* ---- making ---- */

static ps_reading_plan plan_of(const ps_bank *bank, const ps_wish *wish)
{
    return (ps_reading_plan){
        .sample = &bank->samples[wish->sample],
        .pitch = ps_pitch_still(wish->semitones),
        .start = wish->start,
        .end = wish->end,
        .direction = wish->direction,
    };
}

int64_t ps_rendition_frames(const ps_bank *bank, const ps_kernels *kernels, const ps_wish *wish)
{
    if (!bank->renditions || bank->renditions->n_taken >= MOST)
        return 0;
    const ps_reading_plan plan = plan_of(bank, wish);
    if (!ps_sample_frames(plan.sample))
        return 0;
    ps_reading reading;
    ps_reading_begin(&reading, &plan, kernels);
    const float *made;
    if (!reading.kernel || ps_renditions_find(bank->renditions, &plan, &made))
        return 0;
    return ps_reading_left(&reading);
}

static void read_all(ps_reading *reading, float *frames)
{
    float stereo[2 * CHUNK];
    for (int64_t left; (left = ps_reading_left(reading)) > 0;) {
        const int32_t n_frames = left < CHUNK ? (int32_t)left : CHUNK;
        ps_reading_read(reading, stereo, n_frames);
        for (int32_t i = 0; i < n_frames; i++)
            for (int32_t c = 0; c < reading->n_channels; c++)
                *frames++ = stereo[2 * i + c];
    }
}

void ps_rendition_make(const ps_bank *bank, const ps_kernels *kernels, const ps_wish *wish,
                       float *frames)
{
    const ps_reading_plan plan = plan_of(bank, wish);
    const ps_rendition_key key = key_of(&plan);
    ps_reading reading;
    ps_reading_begin(&reading, &plan, kernels);
    const int64_t n_frames = ps_reading_left(&reading);
    read_all(&reading, frames);
    const float *taken;
    ps_rendition *place = &bank->renditions->places[search(bank->renditions, &key, &taken)];
    place->key = key;
    place->n_frames = n_frames;
    bank->renditions->n_taken++;
    __atomic_store_n(&place->frames, frames, __ATOMIC_RELEASE);
}

void ps_sample_fill(ps_sample *sample, const float *frames, int64_t n_frames, int32_t n_channels)
{
    sample->n_frames = n_frames;
    sample->n_channels = n_channels;
    __atomic_store_n(&sample->frames, frames, __ATOMIC_RELEASE);
}
