/* Commands by chance: fuzz_commands [first seed [performances]]. A performance is a hundred sequences of
 * commands for one player, and depends on its seed alone, which is printed before it begins.
 * Whatever is asked: no memory but its own is touched, the sound stays finite, what was lent comes back
 * and is not looked at again, and what the player says of itself makes sense. */
#include <math.h>
#include <string.h>

#include "chance.h"
#include "check.h"
#include "lending.h"
#include "rig.h"

#define N_SEQUENCES 100 /* of a performance */
#define MAX_COMMANDS 10 /* of a sequence, between two blocks */
#define LONGEST_FADE 40 /* blocks of 1024 frames until a panic is over */

typedef struct {
    ps_player *player;
    lending *lent;
    uint64_t random;
    int64_t frame;
} scene;

static void check_finite(const float *values, size_t n_values)
{
    float sum = 0.0f;
    for (size_t i = 0; i < n_values; i++)
        sum += values[i] * 0.0f;
    CHECK(sum == 0.0f);
}

static void check_level(float level)
{
    CHECK(isfinite(level) && level >= 0.0f);
}

static void check_places(const ps_snapshot *s)
{
    CHECK(s->pattern >= -1 && s->pattern < PS_PATTERNS);
    CHECK(s->section >= -1 && s->section < MUSIC_SECTIONS);
    CHECK(s->queued >= -1 && s->queued < PS_PATTERNS);
    CHECK(s->queued_section >= -1 && s->queued_section < MUSIC_SECTIONS);
    CHECK(s->queued_section < 0 || s->queued >= 0);
    CHECK((s->queued < 0) == (s->queued_at < 0));
    CHECK(s->count_in >= 0 && (s->scene == 0 || s->section >= 0));
    CHECK(s->playing == 0 || (s->pattern >= 0 && (s->position >= 0 || s->count_in > 0)));
    CHECK(s->millibpm == 0 || (s->millibpm >= 20000 && s->millibpm <= 400000));
}

static void check_levels(const ps_snapshot *s)
{
    for (int32_t side = 0; side < 2; side++) {
        check_level(s->peaks[side]);
        check_level(s->rms[side]);
    }
    for (int32_t i = 0; i < PS_MAX_TRACKS; i++) {
        check_level(s->track_peaks[i]);
        check_level(s->track_rms[i]);
        check_level(s->track_reductions[i]);
    }
    for (int32_t i = 0; i < PS_RETURNS; i++)
        check_level(s->return_peaks[i]);
    check_level(s->true_peak);
    check_level(s->glue_reduction);
    check_level(s->limiter_reduction);
    CHECK(fabsf(s->correlation) <= 1.001f);
    CHECK(isfinite(s->momentary) && isfinite(s->short_term) && isfinite(s->integrated));
}

static ps_snapshot check_state(const scene *s)
{
    ps_snapshot snapshot;
    ps_player_snapshot(s->player, &snapshot);
    CHECK(snapshot.frame == s->frame && snapshot.block <= s->frame);
    CHECK(snapshot.latency >= 0 && snapshot.sounding_until <= s->frame + snapshot.latency);
    CHECK(snapshot.ended_at <= s->frame);
    CHECK(snapshot.voices >= 0 && snapshot.voices <= PS_VOICE_SLOTS);
    CHECK(snapshot.recovered == 0);
    check_places(&snapshot);
    check_levels(&snapshot);
    return snapshot;
}

/* Memory of the very size, so that a sanitizer sees the first byte beyond it. */
static void render(scene *s, int32_t n_frames, int32_t n_stems)
{
    const size_t n_values = 2 * (size_t)n_frames;
    float *mix = malloc(n_values * sizeof *mix);
    float *stems = malloc((size_t)n_stems * n_values * sizeof *stems);
    ps_player_render(s->player, mix, stems, n_stems, n_frames);
    s->frame += n_frames;
    check_finite(mix, n_values);
    check_finite(stems, (size_t)n_stems * n_values);
    free(mix);
    free(stems);
    lending_collect(s->lent, s->player);
    check_state(s);
}

static void render_somehow(scene *s)
{
    const int32_t n_stems = between(&s->random, PS_RETURNS, RIG_STEMS + 3);
    render(s, chance_block(&s->random), between(&s->random, 0, 3) == 0 ? n_stems : 0);
}

/* A block in which only the hits are asked for, as an export of notes does. */
static void find_hits(scene *s)
{
    const int32_t n_frames = chance_block(&s->random);
    const int32_t capacity = between(&s->random, 0, 64);
    ps_hit *hits = malloc((size_t)capacity * sizeof *hits);
    CHECK(ps_player_hits(s->player, n_frames, hits, capacity) >= 0);
    s->frame += n_frames;
    free(hits);
    check_state(s);
}

static void command(scene *s)
{
    const ps_command any = chance_command(&s->random);
    if (between(&s->random, 0, 11) == 0)
        lending_publish(s->lent, s->player, &s->random);
    else
        rig_push(s->player, &any);
}

static void sequence(scene *s)
{
    for (int32_t i = between(&s->random, 1, MAX_COMMANDS); i > 0; i--)
        command(s);
    if (between(&s->random, 0, 31) == 0)
        find_hits(s);
    else
        render_somehow(s);
}

static void check_everything_comes_back(scene *s)
{
    rig_push(s->player, &(ps_command){.kind = PS_PANIC});
    CHECK(lending_end(s->lent, s->player));
    for (int32_t i = 0; i < LONGEST_FADE && !lending_is_all_back(s->lent); i++)
        render(s, 1024, 0);
    CHECK(lending_is_all_back(s->lent));
    CHECK(check_state(s).voices == 0);
    CHECK(s->lent->last_bank.bank.n_users == 0);
}

static uint64_t total_hits(const scene *s)
{
    const ps_snapshot snapshot = check_state(s);
    uint64_t total = 0;
    for (int32_t i = 0; i < PS_MAX_TRACKS; i++)
        total += snapshot.track_hits[i];
    return total;
}

/* Returns how many hits were heard. */
static uint64_t perform(lending *lent, uint64_t seed)
{
    static const int32_t rates[] = {8000, 44100, 48000, 96000, 192000};
    scene s = {.lent = lent, .random = 2 * seed + 1};
    s.player = rig_new_player_at(rates[between(&s.random, 0, 4)]);
    CHECK(lending_publish(lent, s.player, &s.random));
    for (int32_t i = 0; i < N_SEQUENCES; i++)
        sequence(&s);
    check_everything_comes_back(&s);
    const uint64_t n_hits = total_hits(&s);
    rig_free_player(s.player);
    lending_restart(lent);
    return n_hits;
}

int main(int n_words, char **words)
{
    static lending lent;
    const uint64_t first = n_words > 1 ? strtoull(words[1], NULL, 10) : 1;
    const uint64_t count = n_words > 2 ? strtoull(words[2], NULL, 10) : 10;
    uint64_t n_hits = 0;
    lending_init(&lent, first);
    for (uint64_t seed = first; seed < first + count; seed++) {
        fprintf(stderr, "seed %llu\n", (unsigned long long)seed);
        n_hits += perform(&lent, seed);
    }
    CHECK(n_hits > 10 * count);
    printf("%llu sequences, %llu hits\n", (unsigned long long)(count * N_SEQUENCES),
           (unsigned long long)n_hits);
    return 0;
}
