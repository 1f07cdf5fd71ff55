/* The envelope of a voice: attack, hold, decay to the sustain, release, and the fade that ends it early. */
#ifndef PADSKETCH_ENVELOPE_H
#define PADSKETCH_ENVELOPE_H

#include <stdbool.h>
#include <stdint.h>

#include "_parameters.h"

#define PS_ENVELOPE_GROUP 16 /* frames of the decay that are worked out at once */

/* Audio only. Every gain is a function of its frame, counted from the start. */
typedef struct {
    int64_t age;         /* frames that were read */
    int64_t decay_from;  /* frame at which attack and hold are over */
    int64_t ends_at;     /* frame from which the decay is inaudible; INT64_MAX: never */
    int64_t released_at; /* frame of the note-off; INT64_MAX: none */
    int64_t faded_at;    /* frame at which the fade begins; INT64_MAX: none */
    int32_t attack;      /* frames */
    int32_t release;     /* frames, >= 1 */
    int32_t fade;        /* frames, >= 1 */
    float sustain;       /* 0..1 */
    float held_level;    /* the gain at the note-off, from which the release falls; known from there on */
    double base;         /* of the decay, at the start of the present group */
    double group_ratio;  /* what the base falls by over a group */
    float powers[PS_ENVELOPE_GROUP]; /* what the decay falls by within one */
} ps_envelope;

/* values: of a pad, within their ranges. held: frames until the note-off, INT64_MAX: none is known. */
void ps_envelope_start(ps_envelope *envelope, const float values[PS_PAD_PARAMETERS], int64_t held,
                       int32_t rate);
/* The note-off, now; where there was one already, the earlier counts. */
void ps_envelope_release(ps_envelope *envelope);
/* From now down to silence, in a straight line; where it fades already, nothing changes. */
void ps_envelope_fade(ps_envelope *envelope, int32_t n_frames);
bool ps_envelope_is_fading(const ps_envelope *envelope);
/* Frames until silence; INT64_MAX: until the sample is over. */
int64_t ps_envelope_left(const ps_envelope *envelope);
/* Whether all of the next frames have a gain of 1. */
bool ps_envelope_is_flat(const ps_envelope *envelope, int32_t n_frames);
/* The gains of the next n_frames <= left. */
void ps_envelope_read(ps_envelope *envelope, float *gains, int32_t n_frames);
/* Go past frames that are flat. */
void ps_envelope_skip(ps_envelope *envelope, int32_t n_frames);
/* The gain of the next frame as if the attack were over: how loud the voice is among others. */
float ps_envelope_level(const ps_envelope *envelope);

#endif
