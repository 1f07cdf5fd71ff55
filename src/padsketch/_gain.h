/* Gains: what levels and pans are as factors, and their ramps. Everything but the first two on audio. */
#ifndef PADSKETCH_GAIN_H
#define PADSKETCH_GAIN_H

#include <stdbool.h>
#include <stdint.h>

/* Linear gain of a level in decibels; the lowest is silence. */
float ps_level_gain(float level_db);
/* The gains of a pan of -1..1: 1 and 1 at the centre; constant power for mono, else balance. */
void ps_pan_gains(float pan, bool mono, float gains[2]);

/* A stereo gain on its way to a target; its value is a function of the frames left alone. */
typedef struct {
    float target[2];
    float step[2]; /* a frame */
    int32_t left;  /* frames */
} ps_ramp;

/* Start towards a target that is reached in n_frames, 0: at once. */
void ps_ramp_aim(ps_ramp *ramp, const float target[2], int32_t n_frames);
/* Time goes by while nothing sounds. */
void ps_ramp_skip(ps_ramp *ramp, int32_t n_frames);
/* Stereo frames, in place. */
void ps_ramp_apply(ps_ramp *ramp, float *frames, int32_t n_frames);
/* Add stereo frames to others. */
void ps_ramp_add(ps_ramp *ramp, const float *frames, float *sum, int32_t n_frames);
/* Silence, now and until it is aimed again. */
bool ps_ramp_is_closed(const ps_ramp *ramp);

#endif
