/* The mixer: which strip runs when, where its frames go, and what happens to numbers that are none. */
#include "_mixer.h"

#include <string.h>

#include "_clones.h"
#include "_guard.h"

#define NO_STEM -1
#define INITIAL(low, high, initial, smoothing) initial,

static const ps_track NO_TRACK = {.sidechain = -1, .values = {PS_TRACK_TABLE(INITIAL)}};

static bool has(uint64_t tracks, int32_t track)
{
    return tracks >> track & 1;
}

static uint64_t bit(int32_t track)
{
    return UINT64_C(1) << track;
}

/* Takes the first track out of a set that is not empty. */
static int32_t next_of(uint64_t *tracks)
{
    const int32_t track = __builtin_ctzll(*tracks);
    *tracks &= *tracks - 1;
    return track;
}

/* ---- settings ---- */

void ps_mixer_init(ps_mixer *mixer, int32_t rate)
{
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++)
        ps_strip_init(&mixer->strips[track], rate);
    ps_effects_init(&mixer->effects, rate);
    ps_mains_init(&mixer->mains, rate);
    ps_meters_init(&mixer->meters, rate);
    mixer->is_metered = true;
}

static void find_keys(ps_mixer *mixer, const ps_score *score)
{
    mixer->keyed = mixer->listening = 0;
    for (int32_t track = 0; track < score->n_pads; track++) {
        const int32_t key = score->tracks[track].sidechain;
        if (key >= 0 && key < score->n_pads) {
            mixer->keyed |= bit(key);
            mixer->listening |= bit(track);
        }
    }
}

void ps_mixer_adopt(ps_mixer *mixer, const ps_score *score, uint64_t mono, uint64_t sounding)
{
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++) {
        const ps_track *settings = track < score->n_pads ? &score->tracks[track] : &NO_TRACK;
        ps_strip_adopt(&mixer->strips[track], settings, has(mono, track), has(sounding, track));
    }
    mixer->restless = UINT64_MAX;
    find_keys(mixer, score);
    ps_mains_adopt(&mixer->mains, score, sounding != 0 || ps_mixer_is_ringing(mixer));
    ps_effects_adopt(&mixer->effects, score);
}

bool ps_mixer_is_turned_by(const ps_mixer *mixer, const ps_score *score, const ps_hit *hit,
                           bool mono)
{
    const ps_strip *strip = &mixer->strips[hit->pad];
    return mono != strip->is_mono ||
           ps_strip_is_turned_by(strip, score->locks, hit);
}

void ps_mixer_turn(ps_mixer *mixer, const ps_score *score, const ps_hit *hit, bool mono,
                   bool sounds)
{
    ps_strip *strip = &mixer->strips[hit->pad];
    strip->is_mono = mono;
    ps_strip_turn(strip, score->locks, hit, sounds);
    mixer->restless |= bit(hit->pad);
}

bool ps_mixer_is_ringing(const ps_mixer *mixer)
{
    for (uint64_t tracks = mixer->restless; tracks;)
        if (mixer->strips[next_of(&tracks)].is_ringing)
            return true;
    return ps_effects_are_ringing(&mixer->effects);
}

/* ---- sound ---- */

static size_t size_of(const ps_stretch *stretch)
{
    return 2 * (size_t)stretch->n_frames * sizeof(float);
}

/* No broken number gets past the buses; what compressors listen to is kept. */
static void check_buses(ps_mixer *mixer, ps_stretch *stretch)
{
    for (uint64_t tracks = stretch->touched; tracks;) {
        const int32_t track = next_of(&tracks);
        if (ps_guard_silences(mixer->buses[track], stretch->n_frames)) {
            stretch->broken |= bit(track);
            stretch->n_broken++;
        }
        if (has(mixer->keyed, track))
            memcpy(mixer->keys[track], mixer->buses[track], size_of(stretch));
    }
}

/* NULL: the compressor listens to its own track. */
static const float *key_of(const ps_mixer *mixer, int32_t track, uint64_t touched)
{
    const int32_t key = mixer->strips[track].track.sidechain;
    if (!has(mixer->listening, track))
        return NULL;
    return has(touched, key) ? mixer->keys[key] : mixer->silence;
}

/* A compressor closes for what it hears, also while its own track is silent. */
static bool hears_a_key(const ps_mixer *mixer, int32_t track, uint64_t touched)
{
    const ps_strip *strip = &mixer->strips[track];
    return has(mixer->listening, track) && has(touched, strip->track.sidechain) &&
           !ps_compressor_is_off(&strip->compressor);
}

static bool is_awake(const ps_mixer *mixer, int32_t track, uint64_t touched)
{
    const ps_strip *strip = &mixer->strips[track];
    return has(touched, track) || strip->is_ringing || strip->controls.is_due || strip->slides ||
           hears_a_key(mixer, track, touched);
}

static void note_tail(ps_stretch *stretch, const float *frames)
{
    const int32_t n_audible = ps_audible_frames(frames, stretch->n_frames);
    stretch->n_sounding = n_audible > stretch->n_sounding ? n_audible : stretch->n_sounding;
}

/* From an offset of the stretch on. */
static void shape(ps_mixer *mixer, int32_t track, ps_stretch *stretch, int32_t offset, int32_t n_frames)
{
    ps_strip *strip = &mixer->strips[track];
    float *frames = mixer->buses[track] + 2 * offset;
    const float *key = key_of(mixer, track, stretch->touched);
    ps_strip_shape(strip, stretch->frame + offset, key ? key + 2 * offset : NULL, frames, n_frames);
    if (ps_guard_silences(frames, n_frames)) {
        ps_strip_reset(strip);
        stretch->n_broken++;
    }
}

static void send(ps_strip *strip, ps_effects *effects, const float *frames, int32_t offset,
                 int32_t n_frames)
{
    for (int32_t place = 0; place < PS_RETURNS; place++) {
        if (ps_ramp_is_closed(&strip->sends[place]))
            continue;
        ps_ramp_add(&strip->sends[place], frames, effects->returns[place].in + 2 * offset, n_frames);
        effects->returns[place].is_fed = true;
    }
}

PS_CLONES
static void add(float *restrict sum, const float *restrict frames, int32_t n_frames)
{
    for (int32_t i = 0; i < 2 * n_frames; i++)
        sum[i] += frames[i];
}

static void put_out(const ps_stretch *stretch, int32_t stem, const float *frames)
{
    add(stretch->mix, frames, stretch->n_frames);
    if (stem != NO_STEM)
        memcpy(stretch->stems + stem * stretch->stride, frames, size_of(stretch));
}

static int32_t stem_of_track(const ps_stretch *stretch, int32_t track)
{
    return track < stretch->n_stems - PS_RETURNS ? track : NO_STEM;
}

static int32_t stem_of_return(const ps_stretch *stretch, int32_t place)
{
    return stretch->n_stems > 0 ? stretch->n_stems - PS_RETURNS + place : NO_STEM;
}

/* A span of the stretch through the strip; true: it may have a tail of its own. */
static bool pass_strip(ps_mixer *mixer, int32_t track, ps_stretch *stretch, int32_t offset,
                       int32_t n_frames)
{
    ps_strip *strip = &mixer->strips[track];
    float *frames = mixer->buses[track] + 2 * offset;
    const bool shapes = ps_strip_shapes(strip);
    if (shapes)
        shape(mixer, track, stretch, offset, n_frames);
    ps_ramp_apply(&strip->fader, frames, n_frames);
    send(strip, &mixer->effects, frames, offset, n_frames);
    ps_strip_slide_on(strip, n_frames);
    return shapes;
}

static void mix_track(ps_mixer *mixer, int32_t track, ps_stretch *stretch)
{
    float *bus = mixer->buses[track];
    const int32_t n_frames = stretch->n_frames;
    bool has_tail = false;
    for (int32_t done = 0, span; done < n_frames; done += span) {
        span = ps_strip_steer(&mixer->strips[track], stretch->frame + done, n_frames - done);
        has_tail |= pass_strip(mixer, track, stretch, done, span);
    }
    if (has_tail)
        note_tail(stretch, bus);
    if (mixer->is_metered)
        ps_meters_track(&mixer->meters, track, bus, n_frames);
    put_out(stretch, stem_of_track(stretch, track), bus);
    memset(bus, 0, size_of(stretch));
}

static void mix_tracks(ps_mixer *mixer, ps_stretch *stretch)
{
    const bool keys_sound = mixer->keyed & stretch->touched;
    uint64_t tracks = mixer->restless | stretch->touched | (keys_sound ? mixer->listening : 0);
    while (tracks) {
        const int32_t track = next_of(&tracks);
        ps_strip *strip = &mixer->strips[track];
        if (is_awake(mixer, track, stretch->touched))
            mix_track(mixer, track, stretch);
        else
            ps_strip_skip(strip, stretch->n_frames);
        if (ps_strip_is_restless(strip))
            mixer->restless |= bit(track);
        else
            mixer->restless &= ~bit(track);
    }
}

static void mix_return(ps_mixer *mixer, int32_t place, ps_stretch *stretch)
{
    ps_effects *effects = &mixer->effects;
    float *out = effects->returns[place].out;
    if (!ps_effects_process(effects, place, stretch->frame, stretch->n_frames))
        return;
    if (ps_guard_silences(out, stretch->n_frames)) {
        ps_effects_reset(effects, place);
        stretch->n_broken++;
    }
    note_tail(stretch, out);
    if (mixer->is_metered)
        ps_meters_return(&mixer->meters, place, out, stretch->n_frames);
    put_out(stretch, stem_of_return(stretch, place), out);
}

static void finish(ps_mixer *mixer, ps_stretch *stretch)
{
    ps_mains_process(&mixer->mains, stretch->frame, stretch->mix, stretch->n_frames);
    if (ps_guard_silences(stretch->mix, stretch->n_frames)) {
        ps_mains_reset(&mixer->mains);
        stretch->n_broken++;
    }
    if (mixer->is_metered)
        ps_meters_master(&mixer->meters, stretch->mix, stretch->n_frames);
}

void ps_mixer_mix(ps_mixer *mixer, ps_stretch *stretch)
{
    memset(stretch->mix, 0, size_of(stretch));
    for (int32_t stem = 0; stem < stretch->n_stems; stem++)
        memset(stretch->stems + stem * stretch->stride, 0, size_of(stretch));
    check_buses(mixer, stretch);
    mix_tracks(mixer, stretch);
    for (int32_t place = 0; place < PS_RETURNS; place++)
        mix_return(mixer, place, stretch);
    finish(mixer, stretch);
}
