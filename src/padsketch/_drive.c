/* A sine of -6 dBFS is as loud behind a curve as in front of it. Over the first decibel of drive a straight
 * line becomes the curve, so that little drive is little change. */
#include "_drive.h"

#include <math.h>
#include <string.h>

#include "_clones.h"

#define TWO_PI 6.2831853f
#define REFERENCE 0.5f      /* peak of the sine that keeps its level */
#define REFERENCE_POINTS 64
#define MEAN_HZ 8.0
#define TUBE_FLOOR 0.6f     /* where the other half of the wave is held */
/* A float of this size has no place for a fraction: adding it rounds to the nearest even. */
#define ROUNDING 12582912.0f

/* ---- the curves: slope 1 at 0 ---- */

/* A rational hyperbolic tangent that arrives at 1, level, at 3. */
static inline float tape(float x)
{
    const float above = x < -3.0f ? -3.0f : x;
    const float within = above > 3.0f ? 3.0f : above;
    const float square = within * within;
    return within * (27.0f + square) / (27.0f + 9.0f * square);
}

static inline float tube(float x)
{
    return x < 0.0f ? TUBE_FLOOR * tape(x * (1.0f / TUBE_FLOOR)) : tape(x);
}

static inline float hard(float x)
{
    const float above = x < -1.0f ? -1.0f : x;
    return above > 1.0f ? 1.0f : above;
}

/* sin x: what goes over the top comes down again. */
static inline float fold(float x)
{
    const float turns = x * (1.0f / TWO_PI);
    const float turn = turns - (turns + ROUNDING - ROUNDING);
    const float low = turn < -0.25f ? -0.5f - turn : turn;
    const float y = TWO_PI * (low > 0.25f ? 0.5f - low : low), square = y * y;
    return y * (1.0f - square * (1.0f / 6.0f) * (1.0f - square * (1.0f / 20.0f) *
           (1.0f - square * (1.0f / 42.0f) * (1.0f - square * (1.0f / 72.0f)))));
}

static inline float bent(int32_t curve, float x)
{
    switch (curve) {
    case PS_DRIVE_CURVE_TUBE:
        return tube(x);
    case PS_DRIVE_CURVE_HARD:
        return hard(x);
    case PS_DRIVE_CURVE_FOLD:
        return fold(x);
    default:
        return tape(x);
    }
}

/* What brings the reference back to its power, without the mean that a curve may give it. */
static float makeup(int32_t curve, float gain)
{
    float sum = 0.0f, power = 0.0f;
    for (int32_t i = 0; i < REFERENCE_POINTS; i++) {
        const float phase = TWO_PI * ((float)i + 0.5f) / REFERENCE_POINTS;
        const float x = bent(curve, gain * REFERENCE * fold(phase));
        sum += x;
        power += x * x;
    }
    const float mean = sum / REFERENCE_POINTS;
    const float variance = power / REFERENCE_POINTS - mean * mean;
    return REFERENCE * sqrtf(0.5f / variance);
}

/* ---- lines between control points ---- */

/* In front of the curve, behind it, how much of the curve there is, and how much of the result. */
enum { IN, OUT, BENT, WET };

static void gains_at(const ps_drive *drive, float to[PS_DRIVE_GAINS])
{
    const float decibels = ps_glide_value(&drive->decibels);
    to[IN] = (float)pow(10.0, (double)decibels / 20.0);
    to[OUT] = makeup(drive->curve, to[IN]);
    to[BENT] = decibels < 1.0f ? decibels : 1.0f;
    to[WET] = ps_glide_value(&drive->wet);
}

static void begin_line(ps_drive *drive, int64_t frame)
{
    drive->until = frame + ps_control_left(frame);
    gains_at(drive, drive->to);
    memcpy(drive->at, drive->to, sizeof drive->at);
    memset(drive->slope, 0, sizeof drive->slope);
}

/* The first line of a slide does not wait for the next control point. */
static void begin_slide(ps_drive *drive, int64_t frame)
{
    const int32_t left = ps_control_left(frame);
    begin_line(drive, frame);
    ps_glide_advance(&drive->decibels, left);
    gains_at(drive, drive->to);
    for (int32_t i = 0; i < PS_DRIVE_GAINS; i++) {
        drive->slope[i] = (drive->to[i] - drive->at[i]) / (float)left;
        drive->at[i] -= drive->slope[i] * (float)(PS_CONTROL_FRAMES - left);
    }
}

static void next_line(ps_drive *drive)
{
    memcpy(drive->at, drive->to, sizeof drive->at);
    memset(drive->slope, 0, sizeof drive->slope);
    drive->until += PS_CONTROL_FRAMES;
    if (drive->decibels.left == 0 && drive->wet.left == 0)
        return;
    ps_glide_advance(&drive->decibels, PS_CONTROL_FRAMES);
    ps_glide_advance(&drive->wet, PS_CONTROL_FRAMES);
    gains_at(drive, drive->to);
    for (int32_t i = 0; i < PS_DRIVE_GAINS; i++)
        drive->slope[i] = (drive->to[i] - drive->at[i]) / (float)PS_CONTROL_FRAMES;
}

void ps_drive_start(ps_drive *drive, const float values[PS_PAD_PARAMETERS], int64_t frame, int32_t rate)
{
    *drive = (ps_drive){
        .curve = (int32_t)(values[PS_PAD_DRIVE_CURVE] + 0.5f),
        .is_on = values[PS_PAD_DRIVE] > 0.0f,
        .mean_share = (float)(6.283185307179586 * MEAN_HZ / rate),
    };
    ps_glide_set(&drive->decibels, values[PS_PAD_DRIVE]);
    ps_glide_set(&drive->wet, drive->is_on ? 1.0f : 0.0f);
    if (drive->is_on)
        begin_line(drive, frame);
}

void ps_drive_aim(ps_drive *drive, float decibels, int32_t n_frames, int64_t frame)
{
    const bool is_driven = decibels > 0.0f;
    ps_glide_aim(&drive->decibels, decibels, n_frames);
    ps_glide_aim(&drive->wet, is_driven ? 1.0f : 0.0f, n_frames);
    if (is_driven && !drive->is_on) {
        drive->is_on = true;
        begin_line(drive, frame);
    }
}

void ps_drive_slide(ps_drive *drive, float decibels, ps_slide slide, int64_t frame)
{
    ps_glide_slide(&drive->decibels, drive->decibels.target, decibels, slide);
    drive->is_on |= decibels > 0.0f;
    ps_glide_set(&drive->wet, drive->is_on ? 1.0f : 0.0f);
    if (drive->is_on)
        begin_slide(drive, frame);
}

/* ---- frames ---- */

/* gains: of every frame, in PS_DRIVE_GAINS rows. */
#define BEND(name)                                                                                   \
    PS_CLONES                                                                                        \
    static void bend_##name(float *restrict values, const float (*restrict gains)[PS_CONTROL_FRAMES], \
                            int32_t n_frames)                                                        \
    {                                                                                                \
        for (int32_t i = 0; i < n_frames; i++) {                                                     \
            float *restrict frame = values + 2 * PS_OVERSAMPLING * i;                                \
            const float in = gains[IN][i], wet = gains[BENT][i];                                     \
            const float out = wet * gains[OUT][i], dry = 1.0f - wet;                                 \
            for (int32_t k = 0; k < 2 * PS_OVERSAMPLING; k++)                                        \
                frame[k] = dry * frame[k] + out * name(frame[k] * in);                               \
        }                                                                                            \
    }

BEND(tape)
BEND(tube)
BEND(hard)
BEND(fold)

static void bend(int32_t curve, float *values, const float (*gains)[PS_CONTROL_FRAMES], int32_t n_frames)
{
    static void (*const bends[])(float *, const float (*)[PS_CONTROL_FRAMES], int32_t) = {
        [PS_DRIVE_CURVE_TAPE] = bend_tape,
        [PS_DRIVE_CURVE_TUBE] = bend_tube,
        [PS_DRIVE_CURVE_HARD] = bend_hard,
        [PS_DRIVE_CURVE_FOLD] = bend_fold,
    };
    bends[curve](values, gains, n_frames);
}

static void remove_mean(ps_drive *drive, float *frames, int32_t n_frames)
{
    float left = drive->mean[0], right = drive->mean[1];
    for (int32_t i = 0; i < n_frames; i++) {
        frames[2 * i] -= left;
        frames[2 * i + 1] -= right;
        left += frames[2 * i] * drive->mean_share;
        right += frames[2 * i + 1] * drive->mean_share;
    }
    drive->mean[0] = left;
    drive->mean[1] = right;
}

static void blend(const float *wets, const float *driven, float *frames, int32_t n_frames)
{
    for (int32_t i = 0; i < 2 * n_frames; i++) {
        const float wet = wets[i / 2];
        frames[i] = (1.0f - wet) * frames[i] + wet * driven[i];
    }
}

/* At most up to the next control point; place: of the first frame behind the one before. */
static void drive_span(ps_drive *drive, float *frames, int32_t place, int32_t n_frames)
{
    float values[2 * PS_OVERSAMPLING * PS_CONTROL_FRAMES];
    float gains[PS_DRIVE_GAINS][PS_CONTROL_FRAMES];
    for (int32_t row = 0; row < PS_DRIVE_GAINS; row++)
        for (int32_t i = 0; i < n_frames; i++)
            gains[row][i] = drive->at[row] + drive->slope[row] * (float)(place + i);
    ps_half_bands_up(&drive->up, frames, values, n_frames);
    bend(drive->curve, values, (const float(*)[PS_CONTROL_FRAMES])gains, n_frames);
    ps_half_bands_down(&drive->down, values, values, n_frames);
    if (drive->curve == PS_DRIVE_CURVE_TUBE)
        remove_mean(drive, values, n_frames);
    blend(gains[WET], values, frames, n_frames);
}

void ps_drive_process(ps_drive *drive, float *frames, int64_t frame, int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames;) {
        const int32_t left = ps_control_left(frame + done);
        const int32_t span = left < n_frames - done ? left : n_frames - done;
        if (drive->until == frame + done)
            next_line(drive);
        drive_span(drive, frames + 2 * done, PS_CONTROL_FRAMES - left, span);
        done += span;
    }
}
