/* A sound begins with its first frame as a pad would play it, and ends in a short fade; where a sound is at a
 * frame follows from the frame at which it began. */
#include "_prelisten.h"

#include "_lane.h"

#define FADE_MS 5
#define NEVER INT64_MAX
#define NOTHING -1

void ps_prelistening_init(ps_prelistening *prelistening, int32_t rate)
{
    prelistening->newest = NOTHING;
    prelistening->fade = rate * FADE_MS / 1000;
}

static int32_t free_place(const ps_prelistening *prelistening)
{
    for (int32_t place = 0; place < PS_PRELISTENS; place++)
        if (!prelistening->places[place].sound)
            return place;
    return NOTHING;
}

bool ps_prelistening_has_room(const ps_prelistening *prelistening)
{
    return free_place(prelistening) != NOTHING;
}

static void leave(ps_prelistening *prelistening, int32_t stays, int64_t frame)
{
    for (int32_t place = 0; place < PS_PRELISTENS; place++) {
        ps_prelistened *it = &prelistening->places[place];
        if (place != stays && frame < it->leaves)
            it->leaves = frame;
    }
}

void ps_prelistening_begin(ps_prelistening *prelistening, const ps_prelisten *sound, int64_t frame)
{
    const int32_t place = free_place(prelistening);
    const int32_t before = prelistening->newest;
    if (before != NOTHING && prelistening->places[before].start == NEVER)
        prelistening->places[before].leaves = frame;
    prelistening->places[place] = (ps_prelistened){sound, NEVER, NEVER};
    prelistening->newest = place;
    if (sound->at == PS_LISTEN_NOW) {
        prelistening->places[place].start = frame;
        leave(prelistening, place, frame);
    }
}

void ps_prelistening_end(ps_prelistening *prelistening, int64_t frame)
{
    leave(prelistening, NOTHING, frame);
    prelistening->newest = NOTHING;
}

/* Where a beat or a bar lies in a window, NEVER: not there. */
static int64_t stroke(const ps_transport *transport, const ps_score *score, int32_t at, ps_window window)
{
    const ps_segment *segment = &transport->current;
    const ps_pattern *pattern = &score->patterns[segment->pattern];
    const int64_t unit = at == PS_LISTEN_BAR ? pattern->bar : pattern->beat;
    const int64_t low = ps_segment_position(segment, transport->rate, window.first) - 1;
    const int64_t high = ps_segment_position(segment, transport->rate, window.end) + 1;
    int64_t frame;
    for (int64_t n = ps_floor_div(low, unit); n * unit <= high; n++)
        if (ps_segment_finds(segment, transport->rate, n * unit, window, &frame))
            return frame;
    return NEVER;
}

void ps_prelistening_await(ps_prelistening *prelistening, const ps_transport *transport, const ps_score *score,
                           ps_window window, int32_t latency)
{
    const int32_t place = prelistening->newest;
    if (place == NOTHING || prelistening->places[place].start != NEVER)
        return;
    ps_prelistened *it = &prelistening->places[place];
    if (!score || !transport->has_current)
        it->start = window.first;
    else {
        const int64_t frame = stroke(transport, score, it->sound->at, window);
        it->start = frame == NEVER ? NEVER : frame + latency;
    }
    if (it->start != NEVER)
        leave(prelistening, place, it->start);
}

/* The frame behind the last one; of a sound that leaves before it has begun, any before it. */
static int64_t end_of(const ps_prelistened *it, int32_t fade)
{
    if (it->leaves <= it->start)
        return it->leaves;
    const int64_t faded = it->leaves == NEVER ? NEVER : it->leaves + fade;
    const bool is_open = it->start == NEVER || it->sound->loops;
    const int64_t whole = is_open ? NEVER : it->start + it->sound->n_frames;
    return faded < whole ? faded : whole;
}

static void add_sound(const ps_prelistened *it, int32_t fade, int64_t frame, float *mix, int32_t n_frames)
{
    const ps_prelisten *sound = it->sound;
    const int64_t end = end_of(it, fade);
    for (int32_t i = 0; i < n_frames && frame + i < end; i++) {
        const int64_t age = frame + i - it->start, left = end - frame - i;
        if (age < 0)
            continue;
        const float *in = sound->frames + age % sound->n_frames * sound->n_channels;
        const float gain = left < fade ? sound->gain * (float)left / (float)fade : sound->gain;
        mix[2 * i] += gain * in[0];
        mix[2 * i + 1] += gain * in[sound->n_channels - 1];
    }
}

void ps_prelistening_add(const ps_prelistening *prelistening, int64_t frame, float *mix, int32_t n_frames)
{
    for (int32_t place = 0; place < PS_PRELISTENS; place++) {
        const ps_prelistened *it = &prelistening->places[place];
        if (it->sound && it->start != NEVER)
            add_sound(it, prelistening->fade, frame, mix, n_frames);
    }
}

int32_t ps_prelistening_over(const ps_prelistening *prelistening, int64_t frame)
{
    for (int32_t place = 0; place < PS_PRELISTENS; place++) {
        const ps_prelistened *it = &prelistening->places[place];
        if (it->sound && end_of(it, prelistening->fade) <= frame)
            return place;
    }
    return NOTHING;
}

void ps_prelistening_forget(ps_prelistening *prelistening, int32_t place)
{
    prelistening->places[place].sound = NULL;
    if (prelistening->newest == place)
        prelistening->newest = NOTHING;
}

int64_t ps_prelistening_place(const ps_prelistening *prelistening, int64_t frame)
{
    if (prelistening->newest == NOTHING)
        return -1;
    const ps_prelistened *it = &prelistening->places[prelistening->newest];
    const bool is_heard = it->start <= frame && frame < end_of(it, prelistening->fade);
    return is_heard ? (frame - it->start) % it->sound->n_frames : -1;
}
