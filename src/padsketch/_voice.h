/* A voice: a layer of a hit that sounds. Its way: reading, crusher, drive, filter, envelope, level and pan. */
#ifndef PADSKETCH_VOICE_H
#define PADSKETCH_VOICE_H

#include "_balance.h"
#include "_crush.h"
#include "_drive.h"
#include "_envelope.h"
#include "_filter.h"
#include "_reading.h"
#include "_settings.h"

/* What is played now. */
typedef struct {
    const ps_score *score;
    ps_bank *bank;
    const ps_kernels *kernels;
    int32_t rate;
    int64_t clock_start; /* frame from which a voice counts its frames and control points */
} ps_sound;

/* Audio only. */
typedef struct {
    ps_reading reading;
    ps_crush crush;
    ps_drive drive;
    ps_filter filter;
    ps_envelope envelope;
    ps_balance balance;
    ps_bank *bank;
    int64_t frame;    /* the next one, from clock_start on */
    int32_t ring;     /* frames that drive and filter may still sound behind the sample */
    int32_t track;
    float transpose;  /* of its hit */
    bool is_by_hand;
    int32_t choke;
    int32_t mode;
    uint32_t locked;  /* a bit per parameter that the step has locked */
} ps_voice;

/* false: there is nothing to play. */
bool ps_voice_start(ps_voice *voice, const ps_sound *sound, const ps_hit *hit, const ps_layer *layer,
                    const ps_settings *settings);
/* Move to what a new score says of the pad, but for what the step has locked. */
void ps_voice_follow(ps_voice *voice, const ps_settings *settings, int32_t rate);
/* Frames until silence; INT64_MAX: none is in sight. */
int64_t ps_voice_left(const ps_voice *voice);
/* How loud it is among others: linear, its gain without the sound itself. */
float ps_voice_level(const ps_voice *voice);
bool ps_voice_is_filtered(const ps_voice *voice);
/* The next n_frames <= left in front of the filter, stereo interleaved. */
void ps_voice_read(ps_voice *voice, float *frames, int32_t n_frames);
/* Add frames from behind the filter to a bus and go on; gains: room for n_frames. */
void ps_voice_add(ps_voice *voice, const float *frames, int32_t n_channels, float *gains, float *bus,
                  int32_t n_frames);
/* All of it for a voice without a filter: its next n_frames <= left. frames: room for them. */
void ps_voice_add_unfiltered(ps_voice *voice, float *frames, float *gains, float *bus, int32_t n_frames);

#endif
