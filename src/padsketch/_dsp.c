/* Voices in the order in which they started: it decides who makes room and in which order they are summed. */
#include "_voices.h"

#include <string.h>

#define FADE_MS 6

void ps_voices_init(ps_voices *voices)
{
    voices->n_order = 0;
    voices->n_fading = 0;
    voices->n_spare = PS_VOICE_SLOTS;
    for (int32_t i = 0; i < PS_VOICE_SLOTS; i++)
        voices->spare[i] = (int16_t)(PS_VOICE_SLOTS - 1 - i);
    ps_layers_restart(&voices->layers);
}

static ps_voice *voice_at(ps_voices *voices, int32_t place)
{
    return &voices->slots[voices->order[place]];
}

static bool is_fading(const ps_voice *voice)
{
    return ps_envelope_is_fading(&voice->envelope);
}

static void fade_voice(ps_voices *voices, ps_voice *voice, int32_t rate)
{
    if (is_fading(voice))
        return;
    voices->n_fading++;
    ps_envelope_fade(&voice->envelope, rate * FADE_MS / 1000);
}

/* ---- ending ---- */

/* Leaves its place in the order to the sweep that follows. */
static void end_voice(ps_voices *voices, int32_t place)
{
    ps_voice *voice = voice_at(voices, place);
    if (is_fading(voice))
        voices->n_fading--;
    voice->bank->n_users--;
    voice->bank = NULL;
    voices->spare[voices->n_spare++] = voices->order[place];
}

static void sweep(ps_voices *voices)
{
    int32_t n_kept = 0;
    for (int32_t i = 0; i < voices->n_order; i++)
        if (voice_at(voices, i)->bank)
            voices->order[n_kept++] = voices->order[i];
    voices->n_order = n_kept;
}

void ps_voices_kill_track(ps_voices *voices, int32_t track)
{
    for (int32_t i = 0; i < voices->n_order; i++)
        if (voice_at(voices, i)->track == track)
            end_voice(voices, i);
    sweep(voices);
}

/* ---- making room ---- */

/* The quietest voice that sounds in full, the oldest of several, makes room with a fade. */
static void steal_voice(ps_voices *voices, int32_t rate)
{
    ps_voice *quietest = NULL;
    float lowest = 0.0f;
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = voice_at(voices, i);
        if (is_fading(voice))
            continue;
        const float level = ps_voice_level(voice);
        if (!quietest || level < lowest) {
            quietest = voice;
            lowest = level;
        }
    }
    fade_voice(voices, quietest, rate);
}

static void end_oldest_fading(ps_voices *voices)
{
    int32_t place = 0;
    while (!is_fading(voice_at(voices, place)))
        place++;
    end_voice(voices, place);
    sweep(voices);
}

/* A slot that is free; where even the fading ones are full the oldest of them ends. */
static int16_t claim_slot(ps_voices *voices, int32_t rate)
{
    if (voices->n_order - voices->n_fading >= PS_MAX_VOICES)
        steal_voice(voices, rate);
    if (voices->n_spare == 0)
        end_oldest_fading(voices);
    return voices->spare[--voices->n_spare];
}

/* ---- starting ---- */

static bool has_sample(const ps_sound *sound, const ps_layer *layer)
{
    return sound->bank && layer->sample >= 0 && layer->sample < sound->bank->n_samples;
}

static void start_layer(ps_voices *voices, const ps_sound *sound, const ps_hit *hit,
                        const ps_layer *layer, const ps_settings *settings)
{
    ps_voice voice;
    if (!has_sample(sound, layer) || !ps_voice_start(&voice, sound, hit, layer, settings))
        return;
    const int16_t slot = claim_slot(voices, sound->rate);
    voices->slots[slot] = voice;
    voices->order[voices->n_order++] = slot;
    sound->bank->n_users++;
}

/* A hit silences its choke group; a loop, also what it left running itself. */
static void choke(ps_voices *voices, const ps_pad *pad, int32_t index, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = voice_at(voices, i);
        const bool group = pad->choke > 0 && voice->choke == pad->choke;
        const bool loop = pad->mode == PS_LOOP && voice->mode == PS_LOOP && voice->track == index;
        if (group || loop)
            fade_voice(voices, voice, rate);
    }
}

static void start_all_layers(ps_voices *voices, const ps_sound *sound, const ps_hit *hit,
                             const ps_settings *settings)
{
    const ps_pad *pad = &sound->score->pads[hit->pad];
    for (int32_t i = 0; i < pad->n_layers; i++) {
        const ps_layer *layer = &sound->score->layers[pad->first_layer + i];
        if (ps_layer_answers(layer, hit->velocity))
            start_layer(voices, sound, hit, layer, settings);
    }
}

void ps_voices_start(ps_voices *voices, const ps_sound *sound, const ps_hit *hit)
{
    const ps_pad *pad = &sound->score->pads[hit->pad];
    ps_settings settings;
    ps_settings_of_hit(&settings, sound->score, hit);
    choke(voices, pad, hit->pad, sound->rate);
    if (pad->layering == PS_STACK) {
        start_all_layers(voices, sound, hit, &settings);
        return;
    }
    const ps_layer *layer = ps_layers_pick(&voices->layers, sound->score, hit);
    if (layer)
        start_layer(voices, sound, hit, layer, &settings);
}

void ps_voices_restart_layers(ps_voices *voices)
{
    ps_layers_restart(&voices->layers);
}

/* ---- while they sound ---- */

/* Voices of another bank play another kit, whose pads say nothing of them. */
static void follow_pad(ps_voices *voices, const ps_sound *sound, int32_t pad)
{
    ps_settings settings;
    ps_settings_of_pad(&settings, &sound->score->pads[pad]);
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = voice_at(voices, i);
        if (voice->track == pad && voice->bank == sound->bank)
            ps_voice_follow(voice, &settings, sound->rate);
    }
}

void ps_voices_adopt(ps_voices *voices, const ps_sound *sound)
{
    const uint64_t tracks = ps_voices_tracks(voices);
    for (int32_t pad = 0; pad < sound->score->n_pads; pad++)
        if (tracks >> pad & 1)
            follow_pad(voices, sound, pad);
}

void ps_voices_release_hand(ps_voices *voices, int32_t pad, float transpose)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = voice_at(voices, i);
        const bool is_meant = voice->track == pad && voice->is_by_hand && voice->transpose == transpose;
        if (is_meant && voice->mode != PS_ONE_SHOT)
            ps_envelope_release(&voice->envelope);
    }
}

void ps_voices_release_held(ps_voices *voices)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = voice_at(voices, i);
        if (voice->mode != PS_ONE_SHOT)
            ps_envelope_release(&voice->envelope);
    }
}

void ps_voices_fade_all(ps_voices *voices, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++)
        fade_voice(voices, voice_at(voices, i), rate);
}

void ps_voices_fade_other_banks(ps_voices *voices, const ps_bank *bank, int32_t rate)
{
    for (int32_t i = 0; i < voices->n_order; i++)
        if (voice_at(voices, i)->bank != bank)
            fade_voice(voices, voice_at(voices, i), rate);
}

uint64_t ps_voices_tracks(const ps_voices *voices)
{
    uint64_t tracks = 0;
    for (int32_t i = 0; i < voices->n_order; i++)
        tracks |= UINT64_C(1) << voices->slots[voices->order[i]].track;
    return tracks;
}

/* ---- frames ---- */

/* Where a call renders to, and what it has found. */
typedef struct {
    float (*buses)[2 * PS_SUB_BLOCK];
    int32_t offset;
    int32_t n_frames;
    int32_t n_sounding;
    uint64_t touched;
} ps_stretch;

static int32_t frames_to_sound(const ps_stretch *stretch, const ps_voice *voice)
{
    const int64_t left = ps_voice_left(voice);
    return left < stretch->n_frames ? (int32_t)left : stretch->n_frames;
}

static float *touch_bus(ps_stretch *stretch, const ps_voice *voice, int32_t n_frames)
{
    stretch->touched |= UINT64_C(1) << voice->track;
    if (n_frames > stretch->n_sounding)
        stretch->n_sounding = n_frames;
    return stretch->buses[voice->track] + 2 * stretch->offset;
}

static void render_unfiltered(ps_voices *voices, ps_stretch *stretch)
{
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = voice_at(voices, i);
        if (ps_voice_is_filtered(voice))
            continue;
        const int32_t n_frames = frames_to_sound(stretch, voice);
        ps_voice_add_unfiltered(voice, voices->frames[0], voices->gains,
                                touch_bus(stretch, voice, n_frames), n_frames);
    }
}

/* Of one clock. Every one is filtered to the end of the stretch; what comes behind its own end is not
 * heard. */
static void render_group(ps_voices *voices, ps_stretch *stretch, ps_voice *const group[], int32_t n_voices)
{
    ps_filter *filters[PS_FILTERS_AT_ONCE] = {NULL};
    float *frames[PS_FILTERS_AT_ONCE] = {NULL};
    int32_t n_frames[PS_FILTERS_AT_ONCE];
    const int64_t frame = group[0]->frame;
    for (int32_t n = 0; n < n_voices; n++) {
        filters[n] = &group[n]->filter;
        frames[n] = voices->frames[n];
        n_frames[n] = frames_to_sound(stretch, group[n]);
        ps_voice_read(group[n], frames[n], n_frames[n]);
        memset(frames[n] + 2 * n_frames[n], 0,
               2 * (size_t)(stretch->n_frames - n_frames[n]) * sizeof(float));
    }
    ps_filters_process(filters, frames, n_voices, frame, stretch->n_frames);
    for (int32_t n = 0; n < n_voices; n++)
        ps_voice_add(group[n], frames[n], 2, voices->gains,
                     touch_bus(stretch, group[n], n_frames[n]), n_frames[n]);
}

/* A clock that starts anew leaves voices that count by the old one. */
static bool share_clock(const ps_voice *a, const ps_voice *b)
{
    return a->frame == b->frame;
}

static void render_filtered(ps_voices *voices, ps_stretch *stretch)
{
    ps_voice *group[PS_FILTERS_AT_ONCE];
    int32_t n_voices = 0;
    for (int32_t i = 0; i < voices->n_order; i++) {
        ps_voice *voice = voice_at(voices, i);
        if (!ps_voice_is_filtered(voice))
            continue;
        const bool is_full = n_voices == PS_FILTERS_AT_ONCE;
        if (n_voices > 0 && (is_full || !share_clock(voice, group[0]))) {
            render_group(voices, stretch, group, n_voices);
            n_voices = 0;
        }
        group[n_voices++] = voice;
    }
    if (n_voices > 0)
        render_group(voices, stretch, group, n_voices);
}

static void end_silent(ps_voices *voices)
{
    for (int32_t i = 0; i < voices->n_order; i++)
        if (ps_voice_left(voice_at(voices, i)) == 0)
            end_voice(voices, i);
    sweep(voices);
}

uint64_t ps_voices_render(ps_voices *voices, float (*buses)[2 * PS_SUB_BLOCK], int32_t offset,
                          int32_t n_frames, int32_t *n_sounding)
{
    ps_stretch stretch = {.buses = buses, .offset = offset, .n_frames = n_frames};
    if (n_frames > 0) {
        render_unfiltered(voices, &stretch);
        render_filtered(voices, &stretch);
        end_silent(voices);
    }
    *n_sounding = stretch.n_sounding;
    return stretch.touched;
}
