/* The drive of a voice: gain into a curve at four times the rate, as loud behind it as before. */
#ifndef PADSKETCH_DRIVE_H
#define PADSKETCH_DRIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "_control.h"
#include "_glide.h"
#include "_half_band.h"
#include "_parameters.h"

#define PS_DRIVE_RING 64 /* frames that may come out behind the last one that went in */

#define PS_DRIVE_GAINS 4

/* Audio only. */
typedef struct {
    int64_t until;       /* the control point for which `to` holds */
    int32_t curve;       /* PS_DRIVE_CURVE_ */
    bool is_on;          /* false: all passes untouched */
    ps_glide decibels;
    ps_glide wet;        /* 0..1, moves when the drive is switched on or off while it sounds */
    float at[PS_DRIVE_GAINS];    /* at the control point before */
    float slope[PS_DRIVE_GAINS]; /* a frame */
    float to[PS_DRIVE_GAINS];
    ps_half_bands up;
    ps_half_bands down;
    float mean[2];       /* of the driven sound: a curve that is not even makes one */
    float mean_share;    /* a frame */
} ps_drive;

/* values: of a pad, within their ranges; frame: of the hit. */
void ps_drive_start(ps_drive *drive, const float values[PS_PAD_PARAMETERS], int64_t frame, int32_t rate);
/* While it sounds, at an absolute frame: move to another drive over n_frames. */
void ps_drive_aim(ps_drive *drive, float decibels, int32_t n_frames, int64_t frame);
/* Right after the start: slide to another drive. */
void ps_drive_slide(ps_drive *drive, float decibels, ps_slide slide, int64_t frame);
/* In place: n_frames from `frame` (absolute) on, stereo interleaved. */
void ps_drive_process(ps_drive *drive, float *frames, int64_t frame, int32_t n_frames);

#endif
