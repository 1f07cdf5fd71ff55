/* The meters. Sums run frame by frame: cutting them elsewhere, or leaving silence out, changes no
 * bit. */
#include "_meters.h"

#include <math.h>
#include <string.h>

#define WINDOWS_A_SECOND 30

void ps_meters_init(ps_meters *meters, int32_t rate)
{
    meters->rate = rate;
    ps_loudness_init(&meters->loudness, rate);
    ps_true_peak_init(&meters->true_peak);
    meters->shown.momentary = meters->shown.short_term = (float)PS_NO_LOUDNESS;
    meters->shown.integrated = (float)PS_NO_LOUDNESS;
}

static void raise(float *peak, float candidate)
{
    *peak = candidate > *peak ? candidate : *peak;
}

void ps_meters_track(ps_meters *meters, int32_t track, const float *frames, int32_t n_frames)
{
    double squares = meters->window.track_squares[track];
    for (int32_t i = 0; i < n_frames; i++) {
        const double left = (double)frames[2 * i], right = (double)frames[2 * i + 1];
        squares += left * left + right * right;
    }
    meters->window.track_squares[track] = squares;
    raise(&meters->window.track_peaks[track], ps_highest_magnitude(frames, 2 * n_frames));
}

void ps_meters_return(ps_meters *meters, int32_t place, const float *frames, int32_t n_frames)
{
    raise(&meters->window.return_peaks[place], ps_highest_magnitude(frames, 2 * n_frames));
}

static void measure(ps_meter_window *window, const float *frames, int32_t n_frames)
{
    float left_peak = window->peaks[0], right_peak = window->peaks[1];
    ps_sides squares = window->squares;
    double products = window->products;
    for (int32_t i = 0; i < n_frames; i++) {
        const float left = frames[2 * i], right = frames[2 * i + 1];
        const ps_sides sides = {(double)left, (double)right};
        left_peak = fabsf(left) > left_peak ? fabsf(left) : left_peak;
        right_peak = fabsf(right) > right_peak ? fabsf(right) : right_peak;
        squares += sides * sides;
        products += sides[0] * sides[1];
    }
    window->peaks[0] = left_peak;
    window->peaks[1] = right_peak;
    window->squares = squares;
    window->products = products;
}

void ps_meters_master(ps_meters *meters, const float *frames, int32_t n_frames)
{
    measure(&meters->window, frames, n_frames);
    ps_loudness_process(&meters->loudness, frames, n_frames);
    ps_true_peak_process(&meters->true_peak, frames, n_frames);
}

static float root_mean(double squares, double n_values)
{
    return (float)sqrt(squares / n_values);
}

static float correlation(const ps_meter_window *window)
{
    const double power = sqrt(window->squares[0] * window->squares[1]);
    return power > 0.0 ? (float)(window->products / power) : 0.0f;
}

static void show_window(ps_meter_readings *shown, const ps_meter_window *window, double n_frames)
{
    memcpy(shown->track_peaks, window->track_peaks, sizeof shown->track_peaks);
    memcpy(shown->return_peaks, window->return_peaks, sizeof shown->return_peaks);
    memcpy(shown->peaks, window->peaks, sizeof shown->peaks);
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++)
        shown->track_rms[track] = root_mean(window->track_squares[track], 2.0 * n_frames);
    shown->rms[0] = root_mean(window->squares[0], n_frames);
    shown->rms[1] = root_mean(window->squares[1], n_frames);
    shown->correlation = correlation(window);
}

void ps_meters_turn(ps_meters *meters, int64_t frame)
{
    const int64_t index = frame * WINDOWS_A_SECOND / meters->rate;
    if (index == meters->window_index)
        return;
    show_window(&meters->shown, &meters->window, (double)(frame - meters->window_start));
    meters->shown.momentary = meters->loudness.momentary;
    meters->shown.short_term = meters->loudness.short_term;
    meters->shown.integrated = meters->loudness.integrated;
    meters->shown.true_peak = meters->true_peak.highest;
    meters->window_index = index;
    meters->window_start = frame;
    memset(&meters->window, 0, sizeof meters->window);
}

void ps_meters_restart(ps_meters *meters)
{
    ps_loudness_restart(&meters->loudness);
    ps_true_peak_restart(&meters->true_peak);
    meters->shown.integrated = (float)PS_NO_LOUDNESS;
    meters->shown.true_peak = 0.0f;
}
