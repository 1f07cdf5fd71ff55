/* Sounds that are listened to before they are used, which only the player hears. Everything is called on
 * audio. */
#ifndef PADSKETCH_PRELISTEN_H
#define PADSKETCH_PRELISTEN_H

#include "_engine.h"

#define PS_PRELISTENS 8 /* one that is heard or waits; the others fade, or wait for their way out */

typedef struct {
    const ps_prelisten *sound; /* NULL: a free place */
    int64_t start;  /* frame, INT64_MAX: it waits for a beat or a bar */
    int64_t leaves; /* frame from which it fades, INT64_MAX: it stays */
} ps_prelistened;

typedef struct {
    ps_prelistened places[PS_PRELISTENS];
    int32_t newest; /* place, -1: nothing is listened to */
    int32_t fade;   /* frames */
} ps_prelistening;

void ps_prelistening_init(ps_prelistening *prelistening, int32_t rate);
bool ps_prelistening_has_room(const ps_prelistening *prelistening);
/* Listen to a sound in place of the one before; there must be room. */
void ps_prelistening_begin(ps_prelistening *prelistening, const ps_prelisten *sound, int64_t frame);
/* Fade what is heard, forget what waits. */
void ps_prelistening_end(ps_prelistening *prelistening, int64_t frame);
/* Let the sound that waits begin where its beat or bar lies in a window that does not reach beyond the current
 * segment, `latency` frames later; at once where nothing plays. */
void ps_prelistening_await(ps_prelistening *prelistening, const ps_transport *transport, const ps_score *score,
                           ps_window window, int32_t latency);
/* Add what sounds from `frame` on to stereo frames. */
void ps_prelistening_add(const ps_prelistening *prelistening, int64_t frame, float *mix, int32_t n_frames);
/* The place of a sound that is not heard from `frame` on, -1: there is none. */
int32_t ps_prelistening_over(const ps_prelistening *prelistening, int64_t frame);
void ps_prelistening_forget(ps_prelistening *prelistening, int32_t place);
/* Frame of the newest sound that comes next, -1: it waits or is over. */
int64_t ps_prelistening_place(const ps_prelistening *prelistening, int64_t frame);

#endif
