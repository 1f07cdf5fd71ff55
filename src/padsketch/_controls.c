/* Controls: a glide for every row of a group of the table. */
#include "_controls.h"

void ps_controls_init(ps_controls *controls, const ps_row *rows, int32_t n_rows, int32_t rate)
{
    controls->rows = rows;
    controls->n_rows = n_rows;
    controls->rate = rate;
    for (int32_t i = 0; i < n_rows; i++)
        ps_glide_set(&controls->glides[i], rows[i].initial);
    controls->is_due = true;
}

void ps_controls_aim(ps_controls *controls, const float *values, bool at_once)
{
    for (int32_t i = 0; i < controls->n_rows; i++) {
        ps_glide *glide = &controls->glides[i];
        const float target = ps_row_clamped(&controls->rows[i], values[i]);
        controls->is_due |= target != glide->target || (at_once && glide->left > 0);
        if (at_once)
            ps_glide_set(glide, target);
        else
            ps_glide_aim(glide, target, ps_controls_smoothing(controls, i));
    }
}

float ps_controls_target(const ps_controls *controls, int32_t parameter)
{
    return controls->glides[parameter].target;
}

void ps_controls_steer(ps_controls *controls, int32_t parameter, float value, int32_t n_frames)
{
    ps_glide *glide = &controls->glides[parameter];
    const float target = ps_row_clamped(&controls->rows[parameter], value);
    controls->is_due |= target != glide->target;
    ps_glide_aim(glide, target, n_frames);
}

int32_t ps_controls_left(const ps_controls *controls, int32_t parameter)
{
    return controls->glides[parameter].left;
}

int32_t ps_controls_smoothing(const ps_controls *controls, int32_t parameter)
{
    return ps_row_smoothing(&controls->rows[parameter], controls->rate);
}

void ps_controls_take(ps_controls *controls, float *values)
{
    controls->is_due = false;
    for (int32_t i = 0; i < controls->n_rows; i++) {
        values[i] = ps_glide_value(&controls->glides[i]);
        controls->is_due |= controls->glides[i].left > 0;
    }
}

void ps_controls_advance(ps_controls *controls, int32_t n_frames)
{
    for (int32_t i = 0; controls->is_due && i < controls->n_rows; i++)
        ps_glide_advance(&controls->glides[i], n_frames);
}

void ps_controls_finish(ps_controls *controls)
{
    for (int32_t i = 0; i < controls->n_rows; i++)
        ps_glide_set(&controls->glides[i], controls->glides[i].target);
    controls->is_due = true;
}

int32_t ps_controls_span(const ps_controls *controls, int64_t frame, int32_t n_frames)
{
    const int32_t left = ps_control_left(frame);
    return controls->is_due && left < n_frames ? left : n_frames;
}

bool ps_controls_are_due_at(const ps_controls *controls, int64_t frame)
{
    return controls->is_due && frame % PS_CONTROL_FRAMES == 0;
}
