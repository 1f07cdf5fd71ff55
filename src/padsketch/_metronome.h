/* The metronome: a click on every beat, which only the player hears. Everything is called on audio. */
#ifndef PADSKETCH_METRONOME_H
#define PADSKETCH_METRONOME_H

#include "_engine.h"

#define PS_CLICK_MS 30
#define PS_CLICK_FRAMES 6000 /* of the longest one */
#define PS_CLICKS 8          /* that sound or are about to */

typedef struct {
    int64_t frame;
    bool is_accent;
} ps_click;

typedef struct {
    float sounds[2][PS_CLICK_FRAMES]; /* of a beat, and of the first one of a bar */
    ps_click clicks[PS_CLICKS];       /* the oldest first */
    int32_t n_clicks;
    int32_t n_frames;                 /* of a click */
    float gain;
    bool is_on;
} ps_metronome;

void ps_metronome_init(ps_metronome *metronome, int32_t rate);
void ps_metronome_set_level(ps_metronome *metronome, float level_db);
/* Take note of the beats of a window that does not reach beyond the current segment: all of them while it is
 * on, else those that are counted in. They sound `latency` frames later. */
void ps_metronome_listen(ps_metronome *metronome, const ps_transport *transport, const ps_score *score,
                         ps_window window, int32_t latency);
/* Add what sounds from `frame` on to stereo frames. */
void ps_metronome_add(ps_metronome *metronome, int64_t frame, float *mix, int32_t n_frames);

#endif
