/* The way of a reading through its sample. */
#include "_path.h"

#include <math.h>
#include <string.h>

#include "_dsp.h"

/* ---- legs: the straight parts of a path ---- */

typedef struct {
    int64_t frame;    /* of the sample */
    int64_t n_frames; /* until the leg ends */
    int32_t step;     /* 1 or -1 frame of the sample */
} leg;

static leg first_leg(const ps_path *path, int64_t place)
{
    const int32_t step = path->direction == PS_DIRECTION_REVERSE ? -1 : 1;
    return (leg){path->first + step * place, path->turn - (place < 0 ? 0 : place), step};
}

static leg leg_at(const ps_path *path, int64_t place)
{
    if (place < path->turn && (place >= 0 || !path->starts_in_loop))
        return first_leg(path, place);
    const int64_t length = path->loop_length, last = path->loop_start + length - 1;
    const int64_t behind = place - path->turn;
    const int64_t rest = behind % length, at = rest < 0 ? rest + length : rest;
    const bool is_even = (behind - at) / length % 2 == 0;
    if (path->direction == PS_DIRECTION_REVERSE ||
        (path->direction == PS_DIRECTION_PING_PONG && is_even))
        return (leg){last - at, length - at, -1};
    return (leg){path->loop_start + at, length - at, 1};
}

/* ---- crossfades ---- */

/* The first frame of the sample that blends: the fade lies before the seam in the order of reading. */
static int64_t fade_start(const ps_path *path)
{
    const bool reverse = path->direction == PS_DIRECTION_REVERSE;
    return reverse ? path->loop_start : path->loop_start + path->loop_length - path->fade;
}

/* Where reading goes on behind the seam has been led to by these frames. */
static int64_t fade_partner(const ps_path *path)
{
    return path->direction == PS_DIRECTION_REVERSE ? path->loop_length : -path->loop_length;
}

/* Blend what was gathered: sounds that are alike keep their level, others their power. */
static void blend(const ps_path *path, leg from, float *out, int32_t n_frames)
{
    const int64_t start = fade_start(path), partner = fade_partner(path);
    const int32_t n_channels = path->n_channels;
    for (int32_t i = 0; i < n_frames; i++) {
        const int64_t frame = from.frame + i * from.step, depth = frame - start;
        if (depth < 0 || depth >= path->fade)
            continue;
        const int64_t passed = from.step > 0 ? depth : path->fade - 1 - depth;
        const float in = (float)(passed + 1) / (float)(path->fade + 1), away = 1.0f - in;
        const float power = in * in + away * away + 2.0f * path->likeness * in * away;
        const float *other = path->frames + (frame + partner) * n_channels;
        for (int32_t c = 0; c < n_channels; c++)
            out[i * n_channels + c] = (out[i * n_channels + c] * away + other[c] * in) / sqrtf(power);
    }
}

#define LOOKS 512 /* pairs of frames that tell how alike two sounds are */

static float likeness_of(const ps_path *path)
{
    const float *here = path->frames + fade_start(path) * path->n_channels;
    const float *there = here + fade_partner(path) * path->n_channels;
    const int64_t n_values = path->fade * path->n_channels;
    const int64_t stride = n_values / LOOKS + 1;
    double both = 0.0, one = 0.0, other = 0.0;
    for (int64_t i = 0; i < n_values; i += stride) {
        both += (double)here[i] * (double)there[i];
        one += (double)here[i] * (double)here[i];
        other += (double)there[i] * (double)there[i];
    }
    const double scale = sqrt(one * other);
    return scale > 0.0 && both > 0.0 ? (float)(both / scale) : 0.0f;
}

/* ---- the path ---- */

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Frames that lead to where the loop begins must be there, and a fade ends where the next one begins. */
static int64_t longest_fade(ps_range range, int32_t direction, int64_t n_frames)
{
    if (direction == PS_DIRECTION_PING_PONG)
        return 0;
    const int64_t room = direction == PS_DIRECTION_REVERSE
                             ? n_frames - range.loop_start - range.loop_length
                             : range.loop_start;
    return smaller(room, range.loop_length);
}

static void set_loop(ps_path *path, ps_range range, int64_t n_frames)
{
    const int64_t loop_end = range.loop_start + range.loop_length;
    const bool reverse = path->direction == PS_DIRECTION_REVERSE;
    path->turn = reverse ? range.end - range.loop_start : loop_end - range.start;
    path->starts_in_loop = path->turn == range.loop_length;
    path->loop_start = range.loop_start;
    path->loop_length = range.loop_length;
    path->fade = smaller(range.fade, longest_fade(range, path->direction, n_frames));
    path->likeness = path->fade > 0 ? likeness_of(path) : 0.0f;
}

void ps_path_init(ps_path *path, const float *frames, int32_t n_channels, int64_t n_frames,
                  ps_range range, int32_t direction)
{
    *path = (ps_path){
        .frames = frames,
        .n_channels = n_channels,
        .direction = direction,
        .first = direction == PS_DIRECTION_REVERSE ? range.end - 1 : range.start,
        .turn = PS_NEVER,
    };
    if (range.loop_length > 0) {
        set_loop(path, range, n_frames);
    } else if (direction == PS_DIRECTION_PING_PONG) {
        path->turn = range.end - range.start;
        path->loop_start = range.end - PS_NEVER / 2; /* it goes back for good */
        path->loop_length = PS_NEVER / 2;
    }
}

int64_t ps_path_straight(const ps_path *path, int64_t place, const float **frames)
{
    const leg at = leg_at(path, place);
    *frames = path->frames + at.frame * path->n_channels;
    if (at.step < 0)
        return 0;
    if (path->fade == 0)
        return at.n_frames;
    const int64_t to_fade = fade_start(path) - at.frame;
    return to_fade < 0 ? 0 : smaller(at.n_frames, to_fade);
}

static void copy_leg(const ps_path *path, leg from, float *out, int32_t n_frames)
{
    const int32_t n_channels = path->n_channels;
    const float *source = path->frames + from.frame * n_channels;
    if (from.step > 0) {
        memcpy(out, source, (size_t)(n_frames * n_channels) * sizeof *out);
        return;
    }
    for (int32_t i = 0; i < n_frames; i++)
        for (int32_t c = 0; c < n_channels; c++)
            out[i * n_channels + c] = source[c - i * n_channels];
}

void ps_path_gather(const ps_path *path, int64_t place, float *out, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames;) {
        const leg from = leg_at(path, place + done);
        const int32_t n = (int32_t)smaller(n_frames - done, from.n_frames);
        float *to = out + done * path->n_channels;
        copy_leg(path, from, to, n);
        if (path->fade > 0)
            blend(path, from, to, n);
        done += n;
    }
}
