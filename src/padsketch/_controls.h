/* Controls: values of the table of parameters on their way to where they are wanted. On audio only. */
#ifndef PADSKETCH_CONTROLS_H
#define PADSKETCH_CONTROLS_H

#include <stdbool.h>
#include <stdint.h>

#include "_control.h"
#include "_glide.h"
#include "_rows.h"

#define PS_MAX_CONTROLS 16

typedef struct {
    const ps_row *rows;
    int32_t n_rows;                   /* <= PS_MAX_CONTROLS */
    int32_t rate;                     /* Hz */
    ps_glide glides[PS_MAX_CONTROLS]; /* in the units of the table and within its ranges */
    bool is_due;                      /* the next control point finds other values than the last one */
} ps_controls;

/* All begin at their initial values, and are due. `rows` must outlive the controls. */
void ps_controls_init(ps_controls *controls, const ps_row *rows, int32_t n_rows, int32_t rate);
/* Start towards other values, or go there at once. What is no number counts as the initial value. */
void ps_controls_aim(ps_controls *controls, const float *values, bool at_once);
/* The value that one is on its way to. */
float ps_controls_target(const ps_controls *controls, int32_t parameter);
/* Start one towards another value over n_frames. */
void ps_controls_steer(ps_controls *controls, int32_t parameter, float value, int32_t n_frames);
/* Frames until one has arrived. */
int32_t ps_controls_left(const ps_controls *controls, int32_t parameter);
/* Frames over which a change of one is drawn out. */
int32_t ps_controls_smoothing(const ps_controls *controls, int32_t parameter);
/* The values now; they are no longer due unless some still move. */
void ps_controls_take(ps_controls *controls, float *values);
void ps_controls_advance(ps_controls *controls, int32_t n_frames);
/* All are where they are wanted, and due. */
void ps_controls_finish(ps_controls *controls);
/* Frames from `frame` on in which the values stay, n_frames at most: up to the next control point. */
int32_t ps_controls_span(const ps_controls *controls, int64_t frame, int32_t n_frames);
/* Values are to be taken at this frame. */
bool ps_controls_are_due_at(const ps_controls *controls, int64_t frame);

#endif
