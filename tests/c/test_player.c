/* The engine driven by chance: whatever is asked of it, it stays inside its memory, its sound stays
 * finite, every score comes back, and how the frames are cut into blocks changes nothing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "check.h"
#include "music.h"
#include "rig.h"

#define N_SCORES 4
#define N_BANKS 2
#define N_COMMANDS 120
#define N_SCENES 12
#define SCENE_FRAMES 60000
#define MOST_TOLD 16384

static music scores[N_SCORES];
static shelf banks[N_BANKS];
static float first_mix[2 * SCENE_FRAMES];
static float second_mix[2 * SCENE_FRAMES];

typedef struct {
    int32_t frame;
    ps_command command;
} cue;

/* What came of a scene. */
typedef struct {
    ps_snapshot end;
    int32_t n_scores; /* that came back */
    int32_t n_told;
    ps_played told[MOST_TOLD];
} outcome;

static outcome first_outcome, second_outcome;

/* A command of any kind. */
static ps_command any_command(uint64_t *random)
{
    if (between(random, 0, 9) > 0)
        return chance_command(random);
    return (ps_command){.kind = PS_PUBLISH,
                        .score = &scores[between(random, 0, N_SCORES - 1)].score,
                        .bank = &banks[between(random, 0, N_BANKS - 1)].bank};
}

static void compose(cue *cues, uint64_t seed)
{
    uint64_t random = 2 * seed + 1;
    for (int32_t i = 0; i < N_SCORES; i++)
        music_improvise(&scores[i], seed * N_SCORES + (uint64_t)i);
    for (int32_t i = 0; i < N_BANKS; i++)
        shelf_init(&banks[i], seed);
    for (int32_t i = 0; i < N_COMMANDS; i++)
        cues[i] = (cue){i / 2 * (2 * SCENE_FRAMES / N_COMMANDS), any_command(&random)};
    cues[0].command = (ps_command){
        .kind = PS_PUBLISH, .score = &scores[0].score, .bank = &banks[0].bank};
}

/* Memory of the very size, so that a sanitizer sees the first byte beyond it. */
static void render_tightly(ps_player *player, float *mix, int32_t n_frames, bool with_stems)
{
    const size_t size = 2 * (size_t)n_frames * sizeof(float);
    float *block = malloc(size);
    float *stems = with_stems ? malloc(RIG_STEMS * size) : NULL;
    CHECK(block != NULL && (stems != NULL || !with_stems));
    ps_player_render(player, block, stems, with_stems ? RIG_STEMS : 0, n_frames);
    memcpy(mix, block, size);
    free(block);
    free(stems);
}

static void collect_all(ps_player *player, outcome *o)
{
    ps_result result;
    while (ps_player_collect(player, &result)) {
        o->n_scores += result.kind == PS_RETIRED_SCORE;
        CHECK(o->n_told < MOST_TOLD);
        if (result.kind == PS_PLAYED)
            o->told[o->n_told++] = result.played;
    }
}

static void render_until(ps_player *player, float *mix, int32_t first, int32_t end,
                         int32_t longest, uint64_t *random, outcome *o)
{
    while (first < end) {
        int32_t n_frames = between(random, 1, longest);
        n_frames = n_frames > end - first ? end - first : n_frames;
        render_tightly(player, mix + 2 * first, n_frames, between(random, 0, 1));
        collect_all(player, o);
        first += n_frames;
    }
}

static int32_t collect(ps_player *player, int32_t kind)
{
    int32_t n = 0;
    ps_result result;
    while (ps_player_collect(player, &result))
        n += result.kind == kind;
    return n;
}

static void play_scene(const cue *cues, float *mix, int32_t longest, outcome *o)
{
    uint64_t random = 7;
    int32_t n_published = 0, frame = 0;
    ps_player *player = rig_new_player();
    memset(o, 0, sizeof *o);
    for (int32_t i = 0; i < N_COMMANDS; i++) {
        render_until(player, mix, frame, cues[i].frame, longest, &random, o);
        frame = cues[i].frame;
        rig_push(player, &cues[i].command);
        n_published += cues[i].command.kind == PS_PUBLISH;
    }
    render_until(player, mix, frame, SCENE_FRAMES, longest, &random, o);
    CHECK(o->n_scores == n_published - 1);
    ps_player_snapshot(player, &o->end);
    rig_free_player(player);
}

static void check_same_end(const ps_snapshot *a, const ps_snapshot *b)
{
    CHECK(a->frame == b->frame && a->frame == SCENE_FRAMES);
    CHECK(a->position == b->position);
    CHECK(a->voices == b->voices);
    CHECK(a->sounding_until == b->sounding_until);
    CHECK(a->ended_at == b->ended_at);
    CHECK(a->recovered == 0 && b->recovered == 0);
    CHECK(a->dropped == 0 && b->dropped == 0);
    CHECK(a->lost == 0 && b->lost == 0);
    CHECK(memcmp(a->track_hits, b->track_hits, sizeof a->track_hits) == 0);
}

static void check_same_told(const outcome *a, const outcome *b)
{
    CHECK(a->n_told == b->n_told);
    for (int32_t i = 0; i < a->n_told; i++)
        CHECK(memcmp(&a->told[i], &b->told[i], sizeof a->told[i]) == 0);
}

static void test_no_command_breaks_the_sound_and_blocks_do_not_matter(uint64_t seed)
{
    static cue cues[N_COMMANDS];
    compose(cues, seed);
    play_scene(cues, first_mix, 5000, &first_outcome);
    compose(cues, seed);
    play_scene(cues, second_mix, 90, &second_outcome);
    for (int32_t i = 0; i < 2 * SCENE_FRAMES; i++)
        CHECK(isfinite(first_mix[i]));
    CHECK(memcmp(first_mix, second_mix, sizeof first_mix) == 0);
    check_same_end(&first_outcome.end, &second_outcome.end);
    check_same_told(&first_outcome, &second_outcome);
}

static float loudest(const float *mix)
{
    float highest = 0.0f;
    for (int32_t i = 0; i < 2 * SCENE_FRAMES; i++)
        highest = fabsf(mix[i]) > highest ? fabsf(mix[i]) : highest;
    return highest;
}

static void test_a_banks_last_voice_lets_it_go(void)
{
    static float mix[2 * 2048];
    music_init(&scores[0]);
    shelf_init(&banks[0], 1);
    shelf_init(&banks[1], 2);
    ps_player *player = rig_new_player();
    rig_publish(player, &scores[0].score, &banks[0].bank);
    rig_push(player, &(ps_command){.kind = PS_TRIGGER, .a = 0, .b = 127});
    rig_publish(player, &scores[0].score, &banks[1].bank);
    ps_player_render(player, mix, NULL, 0, 2048);
    CHECK(banks[0].bank.n_users == 1);
    CHECK(collect(player, PS_RETIRED_BANK) == 0);
    ps_player_render(player, mix, NULL, 0, 2048); /* the sample has 3,000 frames */
    CHECK(banks[0].bank.n_users == 0);
    CHECK(collect(player, PS_RETIRED_BANK) == 1);
    rig_free_player(player);
}

/* The transport jumps over frames that no voice has read: one that went on would be out of time. */
static void test_asking_for_hits_leaves_no_voice_behind(void)
{
    static float mix[2 * 256];
    static ps_hit hits[1];
    ps_snapshot snapshot;
    music_init(&scores[0]);
    shelf_init(&banks[0], 1);
    ps_player *player = rig_new_player();
    rig_publish(player, &scores[0].score, &banks[0].bank);
    rig_push(player, &(ps_command){.kind = PS_TRIGGER, .a = 0, .b = 127});
    ps_player_render(player, mix, NULL, 0, 256);
    CHECK(banks[0].bank.n_users == 1);
    CHECK(ps_player_hits(player, 256, hits, 1) == 0);
    ps_player_snapshot(player, &snapshot);
    CHECK(snapshot.voices == 0 && banks[0].bank.n_users == 0);
    ps_player_render(player, mix, NULL, 0, 256);
    for (int32_t i = 0; i < 2 * 256; i++)
        CHECK(mix[i] == 0.0f);
    rig_free_player(player);
}

static void test_without_a_score_there_is_silence(void)
{
    static float mix[2 * 100];
    memset(mix, 0xff, sizeof mix);
    ps_player *player = rig_new_player();
    for (int32_t kind = PS_PLAY_PATTERN; kind <= PS_LAST_COMMAND; kind++)
        rig_push(player, &(ps_command){.kind = kind});
    ps_player_render(player, mix, NULL, 0, 100);
    for (int32_t i = 0; i < 2 * 100; i++)
        CHECK(mix[i] == 0.0f);
    rig_free_player(player);
}

int main(void)
{
    int32_t n_heard = 0, n_told = 0;
    for (uint64_t seed = 1; seed <= N_SCENES; seed++) {
        test_no_command_breaks_the_sound_and_blocks_do_not_matter(seed);
        n_heard += loudest(first_mix) > 0.01f;
        n_told += first_outcome.n_told;
    }
    CHECK(n_told > 40 * N_SCENES);
    CHECK(n_heard > N_SCENES / 2); /* scenes of silence would pass all the rest */
    test_a_banks_last_voice_lets_it_go();
    test_asking_for_hits_leaves_no_voice_behind();
    test_without_a_score_there_is_silence();
    return 0;
}
