/* Beats stand on the positions of the segment that plays, so they follow tempo and restarts. */
#include "_metronome.h"

#include <math.h>
#include <string.h>

#include "_lane.h"

#define BEAT_HZ 1046.5  /* C6 */
#define ACCENT_HZ 1568.0 /* G6 */
#define FALL_MS 5.0      /* to 1 / e */
#define DEFAULT_DB -12.0f
#define LOUDEST_DB 6.0f
#define TAU 6.283185307179586

/* A sine that decays, and ends in a straight line to zero. */
static void make_click(float *sound, int32_t n_frames, double hertz, int32_t rate)
{
    for (int32_t i = 0; i < n_frames; i++) {
        const double seconds = (double)i / (double)rate;
        const double left = 1.0 - (double)i / (double)n_frames;
        sound[i] = (float)(sin(TAU * hertz * seconds) * exp(-1000.0 * seconds / FALL_MS) * left);
    }
}

void ps_metronome_init(ps_metronome *metronome, int32_t rate)
{
    const int32_t n_frames = rate * PS_CLICK_MS / 1000;
    metronome->n_frames = n_frames < PS_CLICK_FRAMES ? n_frames : PS_CLICK_FRAMES;
    make_click(metronome->sounds[0], metronome->n_frames, BEAT_HZ, rate);
    make_click(metronome->sounds[1], metronome->n_frames, ACCENT_HZ, rate);
    ps_metronome_set_level(metronome, DEFAULT_DB);
}

void ps_metronome_set_level(ps_metronome *metronome, float level_db)
{
    metronome->gain = ps_level_gain(level_db < LOUDEST_DB ? level_db : LOUDEST_DB);
}

static void append_click(ps_metronome *metronome, int64_t frame, bool is_accent)
{
    if (metronome->n_clicks == PS_CLICKS) {
        metronome->n_clicks--;
        memmove(metronome->clicks, metronome->clicks + 1, (PS_CLICKS - 1) * sizeof(ps_click));
    }
    metronome->clicks[metronome->n_clicks++] = (ps_click){frame, is_accent};
}

void ps_metronome_listen(ps_metronome *metronome, const ps_transport *transport, const ps_score *score,
                         ps_window window, int32_t latency)
{
    const ps_segment *segment = &transport->current;
    if (!transport->has_current)
        return;
    const ps_pattern *pattern = &score->patterns[segment->pattern];
    const int64_t low = ps_segment_position(segment, transport->rate, window.first) - 1;
    const int64_t high = ps_segment_position(segment, transport->rate, window.end) + 1;
    for (int64_t n = ps_floor_div(low, pattern->beat); n * pattern->beat <= high; n++) {
        const int64_t position = n * pattern->beat;
        int64_t frame;
        if (!metronome->is_on && position >= segment->start)
            continue;
        if (ps_segment_finds(segment, transport->rate, position, window, &frame))
            append_click(metronome, frame + latency, position % pattern->bar == 0);
    }
}

static void add_click(const ps_metronome *metronome, const ps_click *click, int64_t frame, float *mix,
                      int32_t n_frames)
{
    const float *sound = metronome->sounds[click->is_accent];
    for (int32_t i = 0; i < n_frames; i++) {
        const int64_t age = frame + i - click->frame;
        if (age < 0 || age >= metronome->n_frames)
            continue;
        mix[2 * i] += metronome->gain * sound[age];
        mix[2 * i + 1] += metronome->gain * sound[age];
    }
}

static void forget_the_silent(ps_metronome *metronome, int64_t frame)
{
    int32_t n_over = 0;
    while (n_over < metronome->n_clicks && metronome->clicks[n_over].frame + metronome->n_frames <= frame)
        n_over++;
    metronome->n_clicks -= n_over;
    memmove(metronome->clicks, metronome->clicks + n_over, (size_t)metronome->n_clicks * sizeof(ps_click));
}

void ps_metronome_add(ps_metronome *metronome, int64_t frame, float *mix, int32_t n_frames)
{
    for (int32_t i = 0; i < metronome->n_clicks; i++)
        add_click(metronome, &metronome->clicks[i], frame, mix, n_frames);
    forget_the_silent(metronome, frame + n_frames);
}
