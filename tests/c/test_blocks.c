/* How the frames are cut into blocks changes no bit: test_blocks [first seed [projects [frames]]].
 * Every project is played at three rates with commands at fixed frames, once for every size of block. */
#include <string.h>

#include "_denormals.h"
#include "chance.h"
#include "check.h"
#include "music.h"
#include "rig.h"

#define N_CUES 24
#define N_SCORES 2
#define LONGEST 480000

static const int32_t sizes[] = {8192, 1, 2, 3, 7, 16, 31, 32, 64, 127, 255, 256, 1000};
static const int32_t rates[] = {44100, 48000, 96000};

#define N_SIZES ((int32_t)(sizeof sizes / sizeof sizes[0]))
#define N_RATES ((int32_t)(sizeof rates / sizeof rates[0]))

typedef struct {
    int32_t frame;
    ps_command command;
} cue;

/* Mix, then stems. */
typedef struct {
    float *sounds[1 + RIG_STEMS];
    ps_snapshot end;
} take;

static music scores[N_SCORES];
static shelf banks[N_SCORES];

static take new_take(int32_t n_frames)
{
    take t;
    for (int32_t i = 0; i < 1 + RIG_STEMS; i++)
        CHECK((t.sounds[i] = malloc(2 * (size_t)n_frames * sizeof(float))) != NULL);
    return t;
}

static void free_take(take *t)
{
    for (int32_t i = 0; i < 1 + RIG_STEMS; i++)
        free(t->sounds[i]);
}

static ps_command publication(int32_t i)
{
    return (ps_command){
        .kind = PS_PUBLISH, .score = &scores[i].score, .bank = &banks[i].bank};
}

static void compose(cue *cues, uint64_t seed, int32_t n_frames)
{
    uint64_t random = 2 * seed + 1;
    for (int32_t i = 0; i < N_SCORES; i++) {
        music_improvise(&scores[i], N_SCORES * seed + (uint64_t)i);
        shelf_init(&banks[i], N_SCORES * seed + (uint64_t)i);
    }
    for (int32_t i = 0; i < N_CUES; i++) {
        const int64_t start = (int64_t)i * n_frames / N_CUES;
        const int32_t frame = (int32_t)start + between(&random, 0, n_frames / N_CUES);
        cues[i] = (cue){i < 2 ? 0 : frame, chance_command(&random)};
    }
    cues[0].command = publication(0);
    cues[1].command = (ps_command){.kind = PS_PLAY_SONG, .b = PS_SONG_LOOPS};
    cues[2] = (cue){0, {.kind = PS_SET_MASTER, .a = 1}};
    cues[N_CUES / 2].command = publication(1);
    cues[N_CUES / 2 + 1].command = cues[1].command;
}

static void render_until(ps_player *player, take *t, int32_t first, int32_t end, int32_t size)
{
    static float stems[2 * PS_MAX_BLOCK * RIG_STEMS];
    while (first < end) {
        const int32_t n_frames = size < end - first ? size : end - first;
        const size_t n_values = 2 * (size_t)n_frames;
        ps_player_render(player, t->sounds[0] + 2 * first, stems, RIG_STEMS, n_frames);
        for (int32_t i = 0; i < RIG_STEMS; i++)
            memcpy(t->sounds[1 + i] + 2 * first, stems + (size_t)i * n_values,
                   n_values * sizeof(float));
        first += n_frames;
    }
}

static void play(const cue *cues, take *t, int32_t rate, int32_t size, int32_t n_frames)
{
    ps_player *player = rig_new_player_at(rate);
    int32_t frame = 0;
    for (int32_t i = 0; i < N_CUES; i++) {
        render_until(player, t, frame, cues[i].frame, size);
        frame = cues[i].frame;
        rig_push(player, &cues[i].command);
    }
    render_until(player, t, frame, n_frames, size);
    ps_player_snapshot(player, &t->end);
    rig_free_player(player);
}

static void check_same_state(const ps_snapshot *a, const ps_snapshot *b)
{
    CHECK(a->frame == b->frame && a->position == b->position && a->voices == b->voices);
    CHECK(a->sounding_until == b->sounding_until && a->ended_at == b->ended_at);
    CHECK(a->section == b->section && a->pattern == b->pattern && a->queued == b->queued);
    CHECK(a->queued_at == b->queued_at && a->count_in == b->count_in && a->scene == b->scene);
    CHECK(a->dropped == b->dropped && a->recovered == b->recovered);
    CHECK(a->integrated == b->integrated && a->true_peak == b->true_peak);
    CHECK(a->correlation == b->correlation && a->momentary == b->momentary);
    CHECK(a->glue_reduction == b->glue_reduction && a->latency == b->latency);
    CHECK(a->limiter_reduction == b->limiter_reduction && a->ringing == b->ringing);
    CHECK(memcmp(a->peaks, b->peaks, sizeof a->peaks) == 0);
    CHECK(memcmp(a->rms, b->rms, sizeof a->rms) == 0);
    CHECK(memcmp(a->return_peaks, b->return_peaks, sizeof a->return_peaks) == 0);
    CHECK(memcmp(a->track_peaks, b->track_peaks, sizeof a->track_peaks) == 0);
    CHECK(memcmp(a->track_rms, b->track_rms, sizeof a->track_rms) == 0);
    CHECK(memcmp(a->track_reductions, b->track_reductions, sizeof a->track_reductions) == 0);
    CHECK(memcmp(a->track_hits, b->track_hits, sizeof a->track_hits) == 0);
}

static void check_same(const take *a, const take *b, int32_t n_frames)
{
    for (int32_t i = 0; i < 1 + RIG_STEMS; i++)
        CHECK(memcmp(a->sounds[i], b->sounds[i], 2 * (size_t)n_frames * sizeof(float)) == 0);
    check_same_state(&a->end, &b->end);
}

static bool is_silent(const float *sound, int32_t n_frames)
{
    for (int32_t i = 0; i < 2 * n_frames; i++)
        if (sound[i] != 0.0f)
            return false;
    return true;
}

/* Returns how many of the mix and the stems were heard. */
static int32_t test_the_size_of_a_block_changes_no_bit(uint64_t seed, int32_t rate,
                                                       int32_t n_frames)
{
    static cue cues[N_CUES];
    int32_t n_heard = 0;
    take whole = new_take(n_frames), other = new_take(n_frames);
    compose(cues, seed, n_frames);
    play(cues, &whole, rate, sizes[0], n_frames);
    for (int32_t i = 1; i < N_SIZES; i++) {
        compose(cues, seed, n_frames);
        play(cues, &other, rate, sizes[i], n_frames);
        check_same(&whole, &other, n_frames);
    }
    for (int32_t i = 0; i < 1 + RIG_STEMS; i++)
        n_heard += !is_silent(whole.sounds[i], n_frames);
    free_take(&whole);
    free_take(&other);
    return n_heard;
}

/* The mix without the master, and without the clicks that no stem has. */
static void leave_what_sums(ps_command *command)
{
    if (command->kind == PS_SET_MASTER || command->kind == PS_SET_METRONOME)
        command->a = 0;
    if (command->kind == PS_PLAY_PATTERN)
        command->b = 0;
}

static void test_stems_and_returns_sum_to_the_mix(uint64_t seed, int32_t rate, int32_t n_frames)
{
    static cue cues[N_CUES];
    take t = new_take(n_frames);
    compose(cues, seed, n_frames);
    for (int32_t i = 2; i < N_CUES; i++)
        leave_what_sums(&cues[i].command);
    play(cues, &t, rate, 1000, n_frames);
    const uint32_t before = flush_denormals(); /* as the engine adds */
    for (int32_t i = 0; i < 2 * n_frames; i++) {
        float sum = 0.0f;
        for (int32_t stem = 1; stem < 1 + RIG_STEMS; stem++)
            sum += t.sounds[stem][i];
        CHECK(sum == t.sounds[0][i]);
    }
    restore_denormals(before);
    free_take(&t);
}

static int64_t number(int n_words, char **words, int place, int64_t otherwise)
{
    return n_words > place ? strtoll(words[place], NULL, 10) : otherwise;
}

int main(int n_words, char **words)
{
    const int64_t first = number(n_words, words, 1, 1);
    const int64_t count = number(n_words, words, 2, 3);
    const int64_t n_frames = number(n_words, words, 3, 20000);
    int64_t n_heard = 0;
    CHECK(n_frames >= N_CUES && n_frames <= LONGEST);
    for (int64_t seed = first; seed < first + count; seed++) {
        for (int32_t i = 0; i < N_RATES; i++) {
            fprintf(stderr, "seed %lld at %d Hz\n", (long long)seed, rates[i]);
            n_heard += test_the_size_of_a_block_changes_no_bit((uint64_t)seed, rates[i],
                                                               (int32_t)n_frames);
            test_stems_and_returns_sum_to_the_mix((uint64_t)seed, rates[i], (int32_t)n_frames);
        }
    }
    CHECK(n_heard > 2 * count * N_RATES);
    printf("%lld projects, %d rates, %d sizes of block, %lld stems heard\n", (long long)count,
           N_RATES, N_SIZES, (long long)n_heard);
    return 0;
}
