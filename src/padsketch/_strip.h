/* The strip of a track: equaliser, compressor, level and pan, sends. Everything is called on audio. */
#ifndef PADSKETCH_STRIP_H
#define PADSKETCH_STRIP_H

#include <stdbool.h>
#include <stdint.h>

#include "_compressor.h"
#include "_controls.h"
#include "_dsp.h"
#include "_equaliser.h"
#include "_gain.h"

typedef struct {
    ps_track track;                   /* as the score has it */
    float locks[PS_TRACK_PARAMETERS]; /* of the last hit, until the next one */
    uint32_t locked;                  /* a bit per parameter that it locked */
    float targets[PS_TRACK_PARAMETERS]; /* of the step that the last hit slides to */
    uint32_t targeted;                /* a bit per parameter that that one locks */
    ps_slide slide;
    bool slides;                      /* until the first control point behind its slide */
    bool is_mono;
    ps_controls controls;
    ps_equaliser equaliser;
    ps_compressor compressor;
    ps_ramp fader;                    /* level, pan, mute */
    ps_ramp sends[PS_RETURNS];        /* behind the fader */
    float highest;                    /* magnitude since the last control point */
    int32_t quiet_frames;             /* up to the last control point */
    bool is_ringing;                  /* equaliser or compressor have something left to do */
} ps_strip;

/* `strip` is zeroed; rate in Hz. It is silent until it has a track. */
void ps_strip_init(ps_strip *strip, int32_t rate);
/* Start towards the track of a score; what does not sound goes there at once. */
void ps_strip_adopt(ps_strip *strip, const ps_track *track, bool is_mono, bool sounds);
/* Whether a hit sends it elsewhere: to its locks, or back from those of the last hit. locks: of the score. */
bool ps_strip_is_turned_by(const ps_strip *strip, const ps_lock *locks, const ps_hit *hit);
void ps_strip_turn(ps_strip *strip, const ps_lock *locks, const ps_hit *hit, bool sounds);
/* While it slides it is steered wherever a span begins; a span is n_frames long, or up to the next control
 * point. Returns how long. */
int32_t ps_strip_steer(ps_strip *strip, int64_t frame, int32_t n_frames);
/* A span is over. */
void ps_strip_slide_on(ps_strip *strip, int32_t n_frames);
/* Equaliser and compressor are to be passed. */
bool ps_strip_shapes(const ps_strip *strip);
/* Stereo frames from `frame` on through both, in place. key: what the compressor listens to, NULL:
 * the frames themselves. */
void ps_strip_shape(ps_strip *strip, int64_t frame, const float *key, float *frames,
                    int32_t n_frames);
/* Time goes by in which nothing sounds. */
void ps_strip_skip(ps_strip *strip, int32_t n_frames);
/* Something is left to do though nothing sounds. */
bool ps_strip_is_restless(const ps_strip *strip);
/* Equaliser and compressor as if nothing had been heard, and set as is wanted. */
void ps_strip_reset(ps_strip *strip);

#endif
