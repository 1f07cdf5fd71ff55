/* One voice: from a hit and a layer to frames on a bus. */
#include "_voice.h"

#include <string.h>

#include "_control.h"
#include "_engine.h"
#include "_wide.h"

/* ---- starting ---- */

static int64_t frames_of(double milliseconds, int32_t rate)
{
    return (int64_t)(milliseconds * rate / 1000.0 + 0.5);
}

static int64_t end_of(float milliseconds, int32_t rate, int64_t otherwise)
{
    return milliseconds > 0.0f ? frames_of(milliseconds, rate) : otherwise;
}

static ps_reading_plan plan_of(const ps_sample *sample, const ps_layer *layer, const float *values,
                               ps_pitch pitch, bool loops, int32_t rate)
{
    const int64_t of_pad = end_of(values[PS_PAD_END], rate, sample->n_frames);
    const int64_t end = end_of(layer->end, rate, of_pad);
    return (ps_reading_plan){
        .sample = sample,
        .pitch = pitch,
        .start = frames_of((double)values[PS_PAD_START] + layer->start, rate),
        .end = end,
        .loop_start = frames_of(values[PS_PAD_LOOP_START], rate),
        .loop_end = end_of(values[PS_PAD_LOOP_END], rate, end),
        .loop_fade = frames_of(values[PS_PAD_LOOP_FADE], rate),
        .direction = ps_settings_choice(values, PS_PAD_DIRECTION),
        .loops = loops,
    };
}

static int32_t smaller(int32_t a, int64_t b)
{
    return b < a ? (int32_t)b : a;
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

/* The tune of a layer by the tune of its pad. */
static float tune_of(const float *values, const ps_layer *layer, const ps_hit *hit)
{
    return values[PS_PAD_TUNE] + layer->tune + hit->transpose;
}

static ps_pitch pitch_of(const ps_settings *settings, const ps_layer *layer, const ps_hit *hit,
                         int64_t frame)
{
    const float tune = tune_of(settings->values, layer, hit);
    if (settings->slide.length == 0)
        return ps_pitch_still(tune);
    ps_glide semitones;
    ps_glide_slide(&semitones, tune, tune_of(settings->targets, layer, hit), settings->slide);
    return ps_pitch_sliding(semitones, frame);
}

static void start_slide(ps_voice *voice, const ps_settings *settings)
{
    const float *to = settings->targets;
    const float rise = to[PS_PAD_TUNE] - settings->values[PS_PAD_TUNE];
    ps_drive_slide(&voice->drive, to[PS_PAD_DRIVE], settings->slide, voice->frame);
    ps_filter_slide(&voice->filter, to, rise, settings->slide);
    ps_balance_slide(&voice->balance, to, settings->slide, voice->frame);
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
    ps_balance_start(&voice->balance, values);
    if (settings->slide.length > 0)
        start_slide(voice, settings);
    voice->ring = ring_of(voice);
}

bool ps_voice_start(ps_voice *voice, const ps_sound *sound, const ps_hit *hit, const ps_layer *layer,
                    const ps_settings *settings)
{
    const float *values = settings->values;
    const ps_pad *pad = &sound->score->pads[hit->pad];
    const ps_sample *sample = &sound->bank->samples[layer->sample];
    const float velocity = (float)hit->velocity / 127.0f;
    if (!ps_sample_frames(sample))
        return false;
    const int64_t frame = hit->frame - sound->clock_start;
    const ps_reading_plan plan = plan_of(sample, layer, values, pitch_of(settings, layer, hit, frame),
                                         pad->mode == PS_LOOP, sound->rate);
    if (plan.start >= sample->n_frames)
        return false;
    *voice = (ps_voice){
        .bank = sound->bank,
        .frame = frame,
        .track = hit->pad,
        .transpose = hit->transpose,
        .is_by_hand = hit->lane == PS_BY_HAND,
        .choke = pad->choke,
        .mode = pad->mode,
        .locked = settings->locked,
        .balance = {
            .own_gain = velocity * velocity * layer->gain,
            .own_pan = layer->pan,
            .is_mono = sample->n_channels == 1,
        },
    };
    ps_reading_start(&voice->reading, &plan, sound->kernels, sound->bank);
    if (ps_reading_left(&voice->reading) == 0)
        return false;
    start_shaping(voice, settings, tune_of(values, layer, hit), hit, sound->rate);
    return true;
}

/* ---- while it sounds ---- */

static bool follows(const ps_voice *voice, int32_t parameter)
{
    return !ps_settings_locks(voice->locked, parameter);
}

static void follow_balance(ps_voice *voice, const float *values, int32_t rate)
{
    ps_balance_follow(&voice->balance,
                      follows(voice, PS_PAD_LEVEL_DB) ? &values[PS_PAD_LEVEL_DB] : NULL,
                      follows(voice, PS_PAD_PAN) ? &values[PS_PAD_PAN] : NULL,
                      ps_settings_smoothing(PS_PAD_LEVEL_DB, rate));
}

static void follow_ring(ps_voice *voice)
{
    const int32_t ring = ring_of(voice);
    if (ps_reading_left(&voice->reading) > 0 && ring > voice->ring)
        voice->ring = ring;
}

void ps_voice_follow(ps_voice *voice, const ps_settings *settings, int32_t rate)
{
    const float *values = settings->values;
    follow_balance(voice, values, rate);
    if (follows(voice, PS_PAD_DRIVE))
        ps_drive_aim(&voice->drive, values[PS_PAD_DRIVE], ps_settings_smoothing(PS_PAD_DRIVE, rate),
                     voice->frame);
    if (follows(voice, PS_PAD_CUTOFF))
        ps_filter_aim_cutoff(&voice->filter, values[PS_PAD_CUTOFF],
                             ps_settings_smoothing(PS_PAD_CUTOFF, rate), voice->frame);
    if (follows(voice, PS_PAD_RESONANCE))
        ps_filter_aim_resonance(&voice->filter, values[PS_PAD_RESONANCE],
                                ps_settings_smoothing(PS_PAD_RESONANCE, rate), voice->frame);
    follow_ring(voice);
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
    return ps_balance_level(&voice->balance) * ps_envelope_level(&voice->envelope);
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

static void add_span(ps_voice *voice, const float *frames, int32_t n_channels, float *gains, float *bus,
                     int32_t n_frames)
{
    ps_balance *balance = &voice->balance;
    const float left = balance->gain[0].target, right = balance->gain[1].target;
    voice->frame += n_frames;
    if (ps_balance_is_still(balance) && ps_envelope_is_flat(&voice->envelope, n_frames)) {
        ps_envelope_skip(&voice->envelope, n_frames);
        ps_wide_add(bus, frames, n_channels, left, right, n_frames);
        return;
    }
    ps_envelope_read(&voice->envelope, gains, n_frames);
    const int32_t done = ps_balance_add(balance, frames, n_channels, gains, bus, n_frames);
    ps_wide_add_shaped(bus + 2 * done, frames + done * n_channels, n_channels, gains + done, left, right,
                       n_frames - done);
}

void ps_voice_add(ps_voice *voice, const float *frames, int32_t n_channels, float *gains, float *bus,
                  int32_t n_frames)
{
    ps_balance *balance = &voice->balance;
    int32_t done = 0;
    while (done < n_frames && ps_balance_is_sliding(balance)) {
        const int32_t left = ps_control_left(voice->frame), span = smaller(left, n_frames - done);
        if (left == PS_CONTROL_FRAMES)
            ps_balance_steer(balance, voice->frame);
        add_span(voice, frames + done * n_channels, n_channels, gains, bus + 2 * done, span);
        ps_balance_slide_on(balance, span);
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
