/* Voices: starting, stealing and ending them, envelopes, adding sound to a track's bus. */
#include "_dsp.h"

#include <math.h>
#include <string.h>

#include "_engine.h"
#include "_wide.h"

#define CHOKE_MS 6.0f
#define RELEASE_MS 10.0f
#define SILENT_ENVELOPE 1.0e-5f /* -100 dB: a decaying voice ends here */

/* ---- starting and ending voices ---- */

void ps_voices_init(ps_voices *voices)
{
    memset(voices, 0, sizeof *voices);
    voices->n_spare = PS_VOICE_SLOTS;
    for (int32_t i = 0; i < PS_VOICE_SLOTS; i++)
        voices->spare[i] = (int16_t)(PS_VOICE_SLOTS - 1 - i);
}

static float frames_of(float milliseconds, int32_t rate)
{
    const float frames = milliseconds * (float)rate / 1000.0f;
    return frames < 1.0f ? 1.0f : frames;
}

static bool is_fading(const ps_voice *voice)
{
    return voice->fade_step > 0.0f;
}

static void fade_voice(ps_voices *voices, ps_voice *voice, float milliseconds, int32_t rate)
{
    const float step = 1.0f / frames_of(milliseconds, rate);
    if (!is_fading(voice))
        voices->n_fading++;
    if (step > voice->fade_step)
        voice->fade_step = step;
}

static void end_voice(ps_voices *voices, int32_t place)
{
    const int16_t slot = voices->order[place];
    ps_voice *voice = &voices->slots[slot];
    if (is_fading(voice))
        voices->n_fading--;
    if (voice->bank)
        voice->bank->n_users--;
    voices->spare[voices->n_spare++] = slot;
    voices->n_order--;
    memmove(&voices->order[place], &voices->order[place + 1],
            (size_t)(voices->n_order - place) * sizeof voices->order[0]);
}

/* The oldest voice that still sounds in full makes room, with a fade. */
static void steal_voice(ps_voices *voices, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = &voices->slots[voices->order[i]];
        if (!is_fading(voice)) {
            fade_voice(voices, voice, CHOKE_MS, rate);
            return;
        }
    }
}

/* A free slot at the end of the order; where even the fading ones are full the oldest of them ends. */
static ps_voice *claim_slot(ps_voices *voices, int32_t rate)
{
    if (voices->n_order - voices->n_fading >= PS_MAX_VOICES)
        steal_voice(voices, rate);
    if (voices->n_spare == 0) {
        int32_t place = 0;
        while (!is_fading(&voices->slots[voices->order[place]]))
            place++;
        end_voice(voices, place);
    }
    const int16_t slot = voices->spare[--voices->n_spare];
    voices->order[voices->n_order++] = slot;
    return &voices->slots[slot];
}

static float value_of(const ps_sound *sound, const ps_hit *hit, int32_t parameter)
{
    for (int32_t i = 0; i < hit->n_locks; i++) {
        const ps_lock *lock = &sound->score->locks[hit->first_lock + i];
        if (lock->parameter == parameter)
            return lock->value;
    }
    return sound->score->pads[hit->pad].values[parameter];
}

static void set_envelope(ps_voice *voice, float attack_ms, float decay_ms, int32_t rate)
{
    const float attack = attack_ms * (float)rate / 1000.0f;
    voice->attack_left = attack >= 1.0f ? (int64_t)attack : 0;
    voice->envelope = voice->attack_left > 0 ? 0.0f : 1.0f;
    voice->attack_step = voice->attack_left > 0 ? 1.0f / (float)voice->attack_left : 0.0f;
    /* -60 dB after the decay: 10^(-3 / frames). */
    const double decay = (double)frames_of(decay_ms, rate);
    voice->decay_ratio = decay_ms > 0.0f ? (float)pow(10.0, -3.0 / decay) : 1.0f;
}

static void set_gain(ps_voice *voice, const ps_sound *sound, const ps_hit *hit,
                     const ps_layer *layer)
{
    const float velocity = (float)hit->velocity / 127.0f;
    const float gain = velocity * velocity * ps_level_gain(value_of(sound, hit, PS_PAD_LEVEL_DB)) * layer->gain;
    ps_pan_gains(value_of(sound, hit, PS_PAD_PAN) + layer->pan, voice->reading.n_channels == 1, voice->gain);
    voice->gain[0] *= gain;
    voice->gain[1] *= gain;
}

static void start_layer(ps_voices *voices, const ps_sound *sound, const ps_hit *hit,
                        const ps_layer *layer)
{
    const ps_pad *pad = &sound->score->pads[hit->pad];
    if (!sound->bank || layer->sample < 0 || layer->sample >= sound->bank->n_samples)
        return;
    const ps_sample *sample = &sound->bank->samples[layer->sample];
    const float start = value_of(sound, hit, PS_PAD_START) * (float)sound->rate / 1000.0f;
    if (!sample->frames || start >= (float)sample->n_frames)
        return;
    ps_voice *voice = claim_slot(voices, sound->rate);
    *voice = (ps_voice){
        .bank = sound->bank,
        .release_in = pad->mode == PS_ONE_SHOT ? -1 : hit->duration,
        .track = hit->pad,
        .choke = pad->choke,
        .mode = pad->mode,
        .fade = 1.0f,
    };
    sound->bank->n_users++;
    const float semitones = value_of(sound, hit, PS_PAD_TUNE) + layer->tune + hit->transpose;
    const ps_reading_plan plan = {
        .sample = sample,
        .ratio = exp2((double)semitones / 12.0),
        .start = (int64_t)start,
        .end = sample->n_frames,
        .loop_end = sample->n_frames,
        .loops = pad->mode == PS_LOOP,
    };
    ps_reading_start(&voice->reading, &plan, sound->kernels, sound->bank);
    set_envelope(voice, value_of(sound, hit, PS_PAD_ATTACK), value_of(sound, hit, PS_PAD_DECAY),
                 sound->rate);
    set_gain(voice, sound, hit, layer);
}

/* A hit silences its choke group; a loop, also what it left running itself. */
static void choke(ps_voices *voices, const ps_pad *pad, int32_t index, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = &voices->slots[voices->order[i]];
        const bool group = pad->choke > 0 && voice->choke == pad->choke;
        const bool loop = pad->mode == PS_LOOP && voice->mode == PS_LOOP && voice->track == index;
        if (group || loop)
            fade_voice(voices, voice, CHOKE_MS, rate);
    }
}

void ps_voices_start(ps_voices *voices, const ps_sound *sound, const ps_hit *hit)
{
    const ps_pad *pad = &sound->score->pads[hit->pad];
    choke(voices, pad, hit->pad, sound->rate);
    for (int32_t i = 0; i < pad->n_layers; i++) {
        const ps_layer *layer = &sound->score->layers[pad->first_layer + i];
        if (hit->velocity >= layer->low && hit->velocity <= layer->high)
            start_layer(voices, sound, hit, layer);
    }
}

void ps_voices_release_pad(ps_voices *voices, int32_t pad, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = &voices->slots[voices->order[i]];
        if (voice->track == pad && voice->mode != PS_ONE_SHOT)
            fade_voice(voices, voice, RELEASE_MS, rate);
    }
}

void ps_voices_release_held(ps_voices *voices, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = &voices->slots[voices->order[i]];
        if (voice->mode != PS_ONE_SHOT)
            fade_voice(voices, voice, RELEASE_MS, rate);
    }
}

void ps_voices_fade_all(ps_voices *voices, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++)
        fade_voice(voices, &voices->slots[voices->order[i]], CHOKE_MS, rate);
}

void ps_voices_fade_other_banks(ps_voices *voices, const ps_bank *bank, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = &voices->slots[voices->order[i]];
        if (voice->bank != bank)
            fade_voice(voices, voice, CHOKE_MS, rate);
    }
}

uint64_t ps_voices_tracks(const ps_voices *voices)
{
    uint64_t tracks = 0;
    for (int32_t i = 0; i < voices->n_order; i++)
        tracks |= UINT64_C(1) << voices->slots[voices->order[i]].track;
    return tracks;
}

void ps_voices_kill_track(ps_voices *voices, int32_t track)
{
    for (int32_t i = voices->n_order - 1; i >= 0; i--)
        if (voices->slots[voices->order[i]].track == track)
            end_voice(voices, i);
}

/* ---- shaping and adding ---- */

static bool is_flat(const ps_voice *voice)
{
    return voice->attack_left == 0 && voice->decay_ratio == 1.0f && !is_fading(voice);
}

/* Returns the frames that sounded before the envelope or the fade came to its end. */
static int32_t add_shaped(ps_voice *voice, const float *sound, float *bus, int32_t n_frames)
{
    float envelope = voice->envelope, fade = voice->fade;
    int64_t attack_left = voice->attack_left;
    int32_t i = 0;
    for (; i < n_frames && fade > 0.0f && (attack_left > 0 || envelope > SILENT_ENVELOPE); i++) {
        const float level = envelope * fade;
        bus[2 * i] += sound[2 * i] * (voice->gain[0] * level);
        bus[2 * i + 1] += sound[2 * i + 1] * (voice->gain[1] * level);
        if (attack_left > 0)
            envelope = --attack_left == 0 ? 1.0f : envelope + voice->attack_step;
        else
            envelope *= voice->decay_ratio;
        fade -= voice->fade_step;
    }
    voice->envelope = envelope;
    voice->fade = fade;
    voice->attack_left = attack_left;
    return i;
}

static int32_t render_stretch(ps_voice *voice, float *scratch, float *bus, int32_t n_frames)
{
    const bool flat = is_flat(voice);
    int32_t n_channels = 2;
    const float *ready = flat ? ps_reading_ahead(&voice->reading, n_frames, &n_channels) : NULL;
    if (ready)
        ps_reading_skip(&voice->reading, n_frames);
    else
        ps_reading_read(&voice->reading, scratch, n_frames);
    if (!flat)
        return add_shaped(voice, scratch, bus, n_frames);
    ps_wide_add(bus, ready ? ready : scratch, n_channels, voice->gain[0] * voice->envelope,
                voice->gain[1] * voice->envelope, n_frames);
    return n_frames;
}

static int32_t smaller(int32_t a, int64_t b)
{
    return b < a ? (int32_t)b : a;
}

/* Returns the frames rendered; fewer than asked for when the voice has ended. */
static int32_t render_voice(ps_voices *voices, ps_voice *voice, float *bus, int32_t n_frames,
                            int32_t rate)
{
    int32_t done = 0;
    while (done < n_frames) {
        if (voice->release_in == 0) {
            fade_voice(voices, voice, RELEASE_MS, rate);
            voice->release_in = -1;
        }
        int32_t stretch = smaller(n_frames - done, ps_reading_left(&voice->reading));
        if (voice->release_in > 0)
            stretch = smaller(stretch, voice->release_in);
        if (stretch == 0)
            return done;
        const int32_t sounded = render_stretch(voice, voices->scratch, bus + 2 * done, stretch);
        done += sounded;
        if (sounded < stretch)
            return done;
        if (voice->release_in > 0)
            voice->release_in -= stretch;
    }
    return done;
}

static bool has_ended(const ps_voice *voice)
{
    return ps_reading_left(&voice->reading) == 0 || voice->fade <= 0.0f ||
           (voice->attack_left == 0 && voice->envelope <= SILENT_ENVELOPE);
}

uint64_t ps_voices_render(ps_voices *voices, float (*buses)[2 * PS_SUB_BLOCK], int32_t offset,
                          int32_t n_frames, int32_t rate, int32_t *n_sounding)
{
    uint64_t touched = 0;
    *n_sounding = 0;
    for (int32_t i = 0; i < voices->n_order;) {
        ps_voice *voice = &voices->slots[voices->order[i]];
        float *bus = buses[voice->track] + 2 * offset;
        const int32_t done = render_voice(voices, voice, bus, n_frames, rate);
        touched |= UINT64_C(1) << voice->track;
        *n_sounding = done > *n_sounding ? done : *n_sounding;
        if (has_ended(voice))
            end_voice(voices, i);
        else
            i++;
    }
    return touched;
}
