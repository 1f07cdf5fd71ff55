/* The strip: which settings hold, when they are taken, and when there is nothing left to do. */
#include "_strip.h"

#include <string.h>

#include "_true_peak.h"

#define QUIET 1.0e-7f      /* -140 dBFS */
#define QUIET_SHARE 10     /* a tenth of a second of quiet before a strip rests */
#define OPEN_DB 1.0e-3f    /* a reduction this small is none */

static const ps_row ROWS[PS_TRACK_PARAMETERS] = {PS_TRACK_TABLE(PS_ROW)};

/* ---- settings ---- */

static void take(ps_strip *strip)
{
    float now[PS_MAX_CONTROLS];
    ps_controls_take(&strip->controls, now);
    ps_equaliser_set(&strip->equaliser, &(ps_equalisation){
        .low_hz = now[PS_TRACK_EQ_LOW_HZ],
        .low_db = now[PS_TRACK_EQ_LOW_DB],
        .mid_hz = now[PS_TRACK_EQ_MID_HZ],
        .mid_q = now[PS_TRACK_EQ_MID_Q],
        .mid_db = now[PS_TRACK_EQ_MID_DB],
        .high_hz = now[PS_TRACK_EQ_HIGH_HZ],
        .high_db = now[PS_TRACK_EQ_HIGH_DB],
    });
    ps_compressor_set(&strip->compressor, &(ps_compression){
        .threshold_db = now[PS_TRACK_COMP_THRESHOLD_DB],
        .ratio = now[PS_TRACK_COMP_RATIO],
        .attack = now[PS_TRACK_COMP_ATTACK],
        .release = now[PS_TRACK_COMP_RELEASE],
        .makeup_db = now[PS_TRACK_COMP_MAKEUP_DB],
    });
}

static bool is_set(uint32_t set, int32_t parameter)
{
    return set >> parameter & 1;
}

static bool can_slide(int32_t parameter)
{
    return ROWS[parameter].smoothing > 0.0f;
}

static float value_of(const ps_strip *strip, uint32_t locked, const float *locks, int32_t parameter)
{
    const float own = strip->track.values[parameter];
    return ps_row_clamped(&ROWS[parameter], is_set(locked, parameter) ? locks[parameter] : own);
}

/* What is wanted in so many frames: of the lock, else of the track, on the way to those of the next step. */
static float wanted(const ps_strip *strip, int32_t parameter, int32_t ahead)
{
    const float from = value_of(strip, strip->locked, strip->locks, parameter);
    if (strip->slide.length == 0 || !can_slide(parameter))
        return from;
    const float to = value_of(strip, strip->targeted, strip->targets, parameter);
    const int32_t left = strip->slide.left > ahead ? strip->slide.left - ahead : 0;
    return to - (to - from) * ((float)left / (float)strip->slide.length);
}

static int32_t frames_to_level(const ps_strip *strip, int32_t parameter, bool sounds)
{
    return sounds ? ps_controls_smoothing(&strip->controls, parameter) : 0;
}

static void aim_fader(ps_strip *strip, int32_t n_frames)
{
    const float level_db = wanted(strip, PS_TRACK_LEVEL_DB, n_frames);
    const float gain = strip->track.audible ? ps_level_gain(level_db) : 0.0f;
    float gains[2];
    ps_pan_gains(wanted(strip, PS_TRACK_PAN, n_frames), strip->is_mono, gains);
    gains[0] *= gain;
    gains[1] *= gain;
    ps_ramp_aim(&strip->fader, gains, n_frames);
}

static void aim_send(ps_strip *strip, int32_t place, int32_t n_frames)
{
    const float gain = ps_level_gain(wanted(strip, PS_TRACK_SEND_DELAY + place, n_frames));
    ps_ramp_aim(&strip->sends[place], (const float[2]){gain, gain}, n_frames);
}

/* What is silent cannot click: it is set at once, so that the next hit is heard in full. */
static void aim(ps_strip *strip, bool sounds)
{
    float values[PS_TRACK_PARAMETERS];
    for (int32_t i = 0; i < PS_TRACK_PARAMETERS; i++)
        values[i] = wanted(strip, i, frames_to_level(strip, i, sounds));
    ps_controls_aim(&strip->controls, values, !sounds);
    aim_fader(strip, frames_to_level(strip, PS_TRACK_LEVEL_DB, sounds));
    for (int32_t place = 0; place < PS_RETURNS; place++)
        aim_send(strip, place, frames_to_level(strip, PS_TRACK_SEND_DELAY + place, sounds));
    if (!sounds && strip->controls.is_due)
        take(strip);
}

/* ---- slides ---- */

/* Up to the next control point, or to the end of the slide; what is on its way already is met where it
 * arrives. */
static int32_t line_of(const ps_strip *strip, int32_t n_frames)
{
    const int32_t left = strip->slide.left;
    const int32_t line = left > 0 && left < PS_CONTROL_FRAMES ? left : PS_CONTROL_FRAMES;
    return n_frames > line ? n_frames : line;
}

/* At a control point: straight on to where the slide is at the end of a line. */
static void steer(ps_strip *strip)
{
    for (int32_t i = PS_TRACK_EQ_LOW_HZ; i < PS_TRACK_SEND_DELAY; i++) {
        const int32_t n_frames = line_of(strip, ps_controls_left(&strip->controls, i));
        if (can_slide(i))
            ps_controls_steer(&strip->controls, i, wanted(strip, i, n_frames), n_frames);
    }
    aim_fader(strip, line_of(strip, strip->fader.left));
    for (int32_t place = 0; place < PS_RETURNS; place++)
        aim_send(strip, place, line_of(strip, strip->sends[place].left));
    strip->slides = strip->slide.left > 0;
}

int32_t ps_strip_steer(ps_strip *strip, int64_t frame, int32_t n_frames)
{
    if (!strip->slides)
        return n_frames;
    const int32_t left = ps_control_left(frame);
    if (left == PS_CONTROL_FRAMES)
        steer(strip);
    return left < n_frames ? left : n_frames;
}

void ps_strip_slide_on(ps_strip *strip, int32_t n_frames)
{
    strip->slide.left -= n_frames < strip->slide.left ? n_frames : strip->slide.left;
}

/* ---- settings, from outside ---- */

void ps_strip_init(ps_strip *strip, int32_t rate)
{
    ps_controls_init(&strip->controls, ROWS, PS_TRACK_PARAMETERS, rate);
    ps_equaliser_init(&strip->equaliser, rate);
    ps_compressor_init(&strip->compressor, rate);
    strip->quiet_frames = rate / QUIET_SHARE;
    take(strip);
}

void ps_strip_adopt(ps_strip *strip, const ps_track *track, bool is_mono, bool sounds)
{
    const bool differs = is_mono != strip->is_mono || memcmp(track, &strip->track, sizeof *track) != 0;
    strip->track = *track;
    strip->is_mono = is_mono;
    if (differs || !strip->slides)
        aim(strip, sounds || strip->is_ringing);
}

static int32_t parameter_of(const ps_lock *lock)
{
    const int32_t parameter = lock->parameter - PS_PAD_PARAMETERS;
    return parameter < PS_TRACK_PARAMETERS ? parameter : -1;
}

/* Returns a bit per parameter that is locked. */
static uint32_t take_locks(float *values, const ps_lock *locks, int32_t n_locks)
{
    uint32_t locked = 0;
    for (int32_t i = 0; i < n_locks; i++) {
        const int32_t parameter = parameter_of(&locks[i]);
        if (parameter < 0)
            continue;
        locked |= UINT32_C(1) << parameter;
        values[parameter] = locks[i].value;
    }
    return locked;
}

static bool has_lock_of_strip(const ps_lock *locks, int32_t n_locks)
{
    for (int32_t i = 0; i < n_locks; i++)
        if (parameter_of(&locks[i]) >= 0)
            return true;
    return false;
}

bool ps_strip_is_turned_by(const ps_strip *strip, const ps_lock *locks, const ps_hit *hit)
{
    return strip->locked != 0 || strip->targeted != 0 ||
           has_lock_of_strip(&locks[hit->first_lock], hit->n_locks) ||
           has_lock_of_strip(&locks[hit->first_target], hit->n_targets);
}

void ps_strip_turn(ps_strip *strip, const ps_lock *locks, const ps_hit *hit, bool sounds)
{
    strip->locked = take_locks(strip->locks, &locks[hit->first_lock], hit->n_locks);
    strip->targeted = take_locks(strip->targets, &locks[hit->first_target], hit->n_targets);
    strip->slide = (ps_slide){hit->slide, hit->slide - hit->slid};
    strip->slides = hit->slide > 0 && (strip->locked | strip->targeted) != 0;
    aim(strip, sounds || strip->is_ringing);
}

/* ---- sound ---- */

bool ps_strip_shapes(const ps_strip *strip)
{
    return strip->is_ringing || strip->controls.is_due ||
           !ps_equaliser_is_flat(&strip->equaliser) || !ps_compressor_is_off(&strip->compressor);
}

static void forget(ps_strip *strip)
{
    ps_equaliser_reset(&strip->equaliser);
    ps_compressor_reset(&strip->compressor);
    strip->is_ringing = false;
}

void ps_strip_reset(ps_strip *strip)
{
    forget(strip);
    ps_controls_finish(&strip->controls);
}

void ps_strip_skip(ps_strip *strip, int32_t n_frames)
{
    ps_ramp_skip(&strip->fader, n_frames);
    for (int32_t place = 0; place < PS_RETURNS; place++)
        ps_ramp_skip(&strip->sends[place], n_frames);
}

bool ps_strip_is_restless(const ps_strip *strip)
{
    int32_t left = strip->fader.left;
    for (int32_t place = 0; place < PS_RETURNS; place++)
        left += strip->sends[place].left;
    return left > 0 || strip->is_ringing || strip->controls.is_due || strip->slides;
}

/* Whether it may rest is decided here, at frames that no block size moves. */
static void pass_control_point(ps_strip *strip)
{
    const int32_t long_enough = strip->controls.rate / QUIET_SHARE;
    if (strip->controls.is_due)
        take(strip);
    if (strip->highest > QUIET)
        strip->quiet_frames = 0;
    else if (strip->quiet_frames < long_enough)
        strip->quiet_frames += PS_CONTROL_FRAMES;
    strip->highest = 0.0f;
    if (strip->quiet_frames >= long_enough &&
        ps_compressor_reduction(&strip->compressor) < OPEN_DB)
        forget(strip);
}

/* Within one stretch between control points. */
static void shape(ps_strip *strip, const float *key, float *frames, int32_t n_frames)
{
    ps_equaliser_process(&strip->equaliser, frames, n_frames);
    ps_compressor_process(&strip->compressor, key ? key : frames, frames, n_frames);
    const float highest = ps_highest_magnitude(frames, 2 * n_frames);
    strip->highest = highest > strip->highest ? highest : strip->highest;
    strip->is_ringing |= highest > 0.0f || ps_compressor_reduction(&strip->compressor) > 0.0f;
    ps_controls_advance(&strip->controls, n_frames);
}

void ps_strip_shape(ps_strip *strip, int64_t frame, const float *key, float *frames,
                    int32_t n_frames)
{
    for (int32_t done = 0; done < n_frames;) {
        if ((frame + done) % PS_CONTROL_FRAMES == 0)
            pass_control_point(strip);
        const int32_t left = ps_control_left(frame + done);
        const int32_t span = left < n_frames - done ? left : n_frames - done;
        shape(strip, key ? key + 2 * done : NULL, frames + 2 * done, span);
        done += span;
    }
}
