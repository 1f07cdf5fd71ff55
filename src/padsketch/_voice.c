/* One voice: from a hit and a layer to frames on a bus. */
#include "_voice.h"

#include <math.h>
#include <string.h>

#include "_control.h"
#include "_engine.h"
#include "_wide.h"

/* ---- starting ---- */

static int64_t frames_of(float milliseconds, int32_t rate)
{
    return (int64_t)(milliseconds * (float)rate / 1000.0f);
}

static int64_t end_of(float milliseconds, int32_t rate, int64_t otherwise)
{
    return milliseconds > 0.0f ? frames_of(milliseconds, rate) : otherwise;
}

static ps_reading_plan plan_of(const ps_sample *sample, const ps_layer *layer, const float *values,
                               double ratio, bool loops, int32_t rate)
{
    const int64_t of_pad = end_of(values[PS_PAD_END], rate, sample->n_frames);
    const int64_t end = end_of(layer->end, rate, of_pad);
    return (ps_reading_plan){
        .sample = sample,
        .ratio = ratio,
        .start = frames_of(values[PS_PAD_START] + layer->start, rate),
        .end = end,
        .loop_start = frames_of(values[PS_PAD_LOOP_START], rate),
        .loop_end = end_of(values[PS_PAD_LOOP_END], rate, end),
        .loop_fade = frames_of(values[PS_PAD_LOOP_FADE], rate),
        .direction = ps_settings_choice(values, PS_PAD_DIRECTION),
        .loops = loops,
    };
}

/* Those that level and pan ask for in so many frames. */
static void gains_of(const ps_voice *voice, int32_t ahead, float gains[2])
{
    const float level_db = ps_glide_value_after(&voice->level_db, ahead);
    const float gain = voice->own_gain * ps_level_gain(level_db);
    const float pan = ps_glide_value_after(&voice->pan, ahead);
    ps_pan_gains(pan + voice->own_pan, voice->is_mono, gains);
    gains[0] *= gain;
    gains[1] *= gain;
}

static void aim_gains(ps_voice *voice, int32_t n_frames)
{
    float gains[2];
    gains_of(voice, n_frames, gains);
    ps_glide_aim(&voice->gain[0], gains[0], n_frames);
    ps_glide_aim(&voice->gain[1], gains[1], n_frames);
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int64_t b)
{
    return b < a ? (int32_t)b : a;
}

static int32_t gliding_frames(const ps_voice *voice)
{
    return larger(voice->gain[0].left, voice->gain[1].left);
}

static bool is_sliding(const ps_voice *voice)
{
    return voice->level_db.left > 0 || voice->pan.left > 0;
}

/* While level or pan slide: straight on to where they are at the next control point, or at their end. */
static void steer_gains(ps_voice *voice)
{
    const int32_t slide = larger(voice->level_db.left, voice->pan.left);
    const int32_t line = smaller(ps_control_left(voice->frame), slide);
    aim_gains(voice, larger(gliding_frames(voice), line));
}

static int32_t ring_of(const ps_voice *voice)
{
    return ps_filter_ring(&voice->filter) + (voice->drive.is_on ? PS_DRIVE_RING : 0);
}

int32_t ps_pad_ring(const float *values, float tune, int32_t velocity, int32_t rate)
{
    ps_pad pad = {0};
    ps_settings settings;
    ps_voice voice;
    memcpy(pad.values, values, sizeof pad.values);
    ps_settings_of_pad(&settings, &pad);
    ps_drive_start(&voice.drive, settings.values, 0, rate);
    ps_filter_start(&voice.filter, settings.values, tune, velocity, 0, rate);
    return ring_of(&voice);
}

static void start_slide(ps_voice *voice, const ps_settings *settings)
{
    const float *from = settings->values, *to = settings->targets;
    const ps_slide slide = settings->slide;
    ps_glide_slide(&voice->level_db, from[PS_PAD_LEVEL_DB], to[PS_PAD_LEVEL_DB], slide);
    ps_glide_slide(&voice->pan, from[PS_PAD_PAN], to[PS_PAD_PAN], slide);
    ps_drive_slide(&voice->drive, to[PS_PAD_DRIVE], slide, voice->frame);
    ps_filter_slide(&voice->filter, to, slide);
}

static void start_gains(ps_voice *voice)
{
    float gains[2];
    gains_of(voice, 0, gains);
    ps_glide_set(&voice->gain[0], gains[0]);
    ps_glide_set(&voice->gain[1], gains[1]);
    if (is_sliding(voice))
        steer_gains(voice);
}

static void start_shaping(ps_voice *voice, const ps_settings *settings, float tune, const ps_hit *hit,
                          int32_t rate)
{
    const bool held = voice->mode != PS_ONE_SHOT && hit->duration >= 0;
    const float *values = settings->values;
    ps_crush_start(&voice->crush, values, rate);
    ps_drive_start(&voice->drive, values, voice->frame, rate);
    ps_filter_start(&voice->filter, values, tune, hit->velocity, voice->frame, rate);
    ps_envelope_start(&voice->envelope, values, held ? hit->duration : INT64_MAX, rate);
    if (settings->slide.length > 0)
        start_slide(voice, settings);
    start_gains(voice);
    voice->ring = ring_of(voice);
}

bool ps_voice_start(ps_voice *voice, const ps_sound *sound, const ps_hit *hit, const ps_layer *layer,
                    const ps_settings *settings)
{
    const float *values = settings->values;
    const ps_pad *pad = &sound->score->pads[hit->pad];
    const ps_sample *sample = &sound->bank->samples[layer->sample];
    const float tune = values[PS_PAD_TUNE] + layer->tune + hit->transpose;
    const float velocity = (float)hit->velocity / 127.0f;
    if (!ps_sample_frames(sample))
        return false;
    const ps_reading_plan plan = plan_of(sample, layer, values, exp2((double)tune / 12.0),
                                         pad->mode == PS_LOOP, sound->rate);
    if (plan.start >= sample->n_frames)
        return false;
    *voice = (ps_voice){
        .bank = sound->bank,
        .frame = hit->frame - sound->clock_start,
        .track = hit->pad,
        .transpose = hit->transpose,
        .is_by_hand = hit->lane == PS_BY_HAND,
        .choke = pad->choke,
        .mode = pad->mode,
        .locked = settings->locked,
        .level_db.target = values[PS_PAD_LEVEL_DB],
        .pan.target = values[PS_PAD_PAN],
        .own_gain = velocity * velocity * layer->gain,
        .own_pan = layer->pan,
        .is_mono = sample->n_channels == 1,
    };
    ps_reading_start(&voice->reading, &plan, sound->kernels, sound->bank);
    if (ps_reading_left(&voice->reading) == 0)
        return false;
    start_shaping(voice, settings, tune, hit, sound->rate);
    return true;
}

/* ---- while it sounds ---- */

static bool follows(const ps_voice *voice, int32_t parameter)
{
    return !ps_settings_locks(voice->locked, parameter);
}

/* true: it is another value. */
static bool follow_value(ps_glide *glide, float value)
{
    const bool differs = value != glide->target;
    if (differs)
        ps_glide_set(glide, value);
    return differs;
}

static void follow_gains(ps_voice *voice, const float *values, int32_t rate)
{
    bool differs = false;
    if (follows(voice, PS_PAD_LEVEL_DB))
        differs |= follow_value(&voice->level_db, values[PS_PAD_LEVEL_DB]);
    if (follows(voice, PS_PAD_PAN))
        differs |= follow_value(&voice->pan, values[PS_PAD_PAN]);
    if (differs)
        aim_gains(voice, ps_settings_smoothing(PS_PAD_LEVEL_DB, rate));
}

void ps_voice_follow(ps_voice *voice, const ps_settings *settings, int32_t rate)
{
    const float *values = settings->values;
    follow_gains(voice, values, rate);
    if (follows(voice, PS_PAD_DRIVE))
        ps_drive_aim(&voice->drive, values[PS_PAD_DRIVE], ps_settings_smoothing(PS_PAD_DRIVE, rate),
                     voice->frame);
    if (follows(voice, PS_PAD_CUTOFF))
        ps_filter_aim_cutoff(&voice->filter, values[PS_PAD_CUTOFF],
                             ps_settings_smoothing(PS_PAD_CUTOFF, rate), voice->frame);
    if (follows(voice, PS_PAD_RESONANCE))
        ps_filter_aim_resonance(&voice->filter, values[PS_PAD_RESONANCE],
                                ps_settings_smoothing(PS_PAD_RESONANCE, rate), voice->frame);
    if (ps_reading_left(&voice->reading) > 0)
        voice->ring = larger(voice->ring, ring_of(voice));
}

int64_t ps_voice_left(const ps_voice *voice)
{
    const int64_t sample = ps_reading_left(&voice->reading);
    const int64_t envelope = ps_envelope_left(&voice->envelope);
    const int64_t sounding = sample == INT64_MAX ? INT64_MAX : sample + voice->ring;
    return sounding < envelope ? sounding : envelope;
}

float ps_voice_level(const ps_voice *voice)
{
    const float left = voice->gain[0].target, right = voice->gain[1].target;
    return (left > right ? left : right) * ps_envelope_level(&voice->envelope);
}

bool ps_voice_is_filtered(const ps_voice *voice)
{
    return voice->filter.is_on;
}

/* ---- frames ---- */

void ps_voice_read(ps_voice *voice, float *frames, int32_t n_frames)
{
    const int32_t n_read = smaller(n_frames, ps_reading_left(&voice->reading));
    if (n_read > 0)
        ps_reading_read(&voice->reading, frames, n_read);
    memset(frames + 2 * n_read, 0, 2 * (size_t)(n_frames - n_read) * sizeof *frames);
    voice->ring -= n_frames - n_read;
    if (ps_crush_is_on(&voice->crush))
        ps_crush_process(&voice->crush, frames, n_read);
    if (voice->drive.is_on)
        ps_drive_process(&voice->drive, frames, voice->frame, n_frames);
}

/* While level or pan move both sides have gains of their own. */
static int32_t add_gliding(ps_voice *voice, const float *frames, int32_t n_channels, const float *gains,
                           float *bus, int32_t n_frames)
{
    const int32_t n_gliding = smaller(n_frames, gliding_frames(voice));
    for (int32_t i = 0; i < n_gliding; i++) {
        const float *frame = frames + i * n_channels;
        bus[2 * i] += frame[0] * (ps_glide_value(&voice->gain[0]) * gains[i]);
        bus[2 * i + 1] += frame[n_channels - 1] * (ps_glide_value(&voice->gain[1]) * gains[i]);
        ps_glide_advance(&voice->gain[0], 1);
        ps_glide_advance(&voice->gain[1], 1);
    }
    return n_gliding;
}

static void add_span(ps_voice *voice, const float *frames, int32_t n_channels, float *gains, float *bus,
                     int32_t n_frames)
{
    const float left = voice->gain[0].target, right = voice->gain[1].target;
    voice->frame += n_frames;
    if (gliding_frames(voice) == 0 && ps_envelope_is_flat(&voice->envelope, n_frames)) {
        ps_envelope_skip(&voice->envelope, n_frames);
        ps_wide_add(bus, frames, n_channels, left, right, n_frames);
        return;
    }
    ps_envelope_read(&voice->envelope, gains, n_frames);
    const int32_t done = add_gliding(voice, frames, n_channels, gains, bus, n_frames);
    ps_wide_add_shaped(bus + 2 * done, frames + done * n_channels, n_channels, gains + done, left, right,
                       n_frames - done);
}

void ps_voice_add(ps_voice *voice, const float *frames, int32_t n_channels, float *gains, float *bus,
                  int32_t n_frames)
{
    int32_t done = 0;
    while (is_sliding(voice) && done < n_frames) {
        const int32_t span = smaller(n_frames - done, ps_control_left(voice->frame));
        if (voice->frame % PS_CONTROL_FRAMES == 0)
            steer_gains(voice);
        add_span(voice, frames + done * n_channels, n_channels, gains, bus + 2 * done, span);
        ps_glide_advance(&voice->level_db, span);
        ps_glide_advance(&voice->pan, span);
        done += span;
    }
    if (done < n_frames)
        add_span(voice, frames + done * n_channels, n_channels, gains, bus + 2 * done, n_frames - done);
}

static bool is_plain(const ps_voice *voice)
{
    return !ps_crush_is_on(&voice->crush) && !voice->drive.is_on;
}

void ps_voice_add_unfiltered(ps_voice *voice, float *frames, float *gains, float *bus, int32_t n_frames)
{
    int32_t n_channels = 2;
    const float *ready =
        is_plain(voice) ? ps_reading_ahead(&voice->reading, n_frames, &n_channels) : NULL;
    if (ready) {
        ps_reading_skip(&voice->reading, n_frames);
    } else {
        n_channels = 2;
        ps_voice_read(voice, frames, n_frames);
    }
    ps_voice_add(voice, ready ? ready : frames, n_channels, gains, bus, n_frames);
}
