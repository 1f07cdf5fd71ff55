/* Sounds that are listened to before they are used: heard behind the mains only, never cut off, never kept. */
#include <math.h>
#include <string.h>

#include "_prelisten.h"
#include "check.h"
#include "music.h"
#include "rig.h"

#define FRAMES 24000
#define FADE (RIG_RATE * 5 / 1000)
#define BEAT 24000 /* frames at 120 bpm */
#define N_SCENES 40
#define SCENE_FRAMES 20000
#define N_SOUNDS 24

static float storage[2 * FRAMES];
static music score;
static shelf bank;

static void fill_with_ramp(int32_t n_channels)
{
    for (int32_t i = 0; i < FRAMES * n_channels; i++)
        storage[i] = (float)(i + 1) / 65536.0f;
}

static ps_prelisten sound_of(int32_t n_frames, int32_t n_channels)
{
    return (ps_prelisten){storage, n_frames, n_channels, 0, PS_LISTEN_NOW, 1.0f};
}

static void listen(ps_player *player, ps_prelisten *sound)
{
    rig_push(player, &(ps_command){.kind = PS_LISTEN, .prelisten = sound});
}

static ps_player *new_musician(void)
{
    music_init(&score);
    shelf_init(&bank, 1);
    ps_player *player = rig_new_player();
    rig_publish(player, &score.score, &bank.bank);
    return player;
}

static void render(ps_player *player, float *mix, int32_t n_frames, int32_t block)
{
    for (int32_t done = 0; done < n_frames; done += block)
        ps_player_render(player, mix + 2 * done, NULL, 0,
                         n_frames - done < block ? n_frames - done : block);
}

static const ps_prelisten *collect(ps_player *player)
{
    ps_result result;
    while (ps_player_collect(player, &result))
        if (result.kind == PS_RETIRED_PRELISTEN)
            return result.pointer;
    return NULL;
}

static int64_t listened(ps_player *player)
{
    ps_snapshot snapshot;
    ps_player_snapshot(player, &snapshot);
    return snapshot.listened;
}

static void test_it_is_heard_as_it_is_and_fades_at_its_end(int32_t n_channels)
{
    static float mix[2 * 2000];
    fill_with_ramp(n_channels);
    ps_prelisten sound = sound_of(1000, n_channels);
    ps_player *player = rig_new_player();
    listen(player, &sound);
    ps_player_render(player, mix, NULL, 0, 100);
    CHECK(listened(player) == 100);
    CHECK(collect(player) == NULL);
    render(player, mix + 2 * 100, 1900, 256);
    for (int32_t i = 0; i < 1000 - FADE; i++) {
        CHECK(mix[2 * i] == storage[i * n_channels]);
        CHECK(mix[2 * i + 1] == storage[i * n_channels + n_channels - 1]);
    }
    CHECK(mix[2 * 998] > 0.0f && mix[2 * 998] < 0.02f * storage[998 * n_channels]);
    for (int32_t i = 2 * 1000; i < 2 * 2000; i++)
        CHECK(mix[i] == 0.0f);
    CHECK(listened(player) == -1);
    CHECK(collect(player) == &sound);
    rig_free_player(player);
}

static void test_another_one_takes_its_place_without_a_jump(void)
{
    static float mix[2 * 4 * FADE];
    for (int32_t i = 0; i < FRAMES; i++)
        storage[i] = 0.5f;
    ps_prelisten one = sound_of(FRAMES, 1), other = sound_of(FRAMES, 1);
    other.gain = 0.0f;
    ps_player *player = rig_new_player();
    listen(player, &one);
    render(player, mix, FADE, FADE);
    listen(player, &other);
    render(player, mix + 2 * FADE, 3 * FADE, 64);
    for (int32_t i = 1; i < 4 * FADE; i++)
        CHECK(fabsf(mix[2 * i] - mix[2 * i - 2]) <= 0.51f / FADE);
    CHECK(mix[2 * (2 * FADE)] == 0.0f);
    CHECK(collect(player) == &one);
    CHECK(collect(player) == NULL);
    rig_push(player, &(ps_command){.kind = PS_LISTEN});
    render(player, mix, 2 * FADE, 2 * FADE);
    CHECK(collect(player) == &other);
    rig_free_player(player);
}

static void test_a_loop_goes_on_until_it_is_ended(void)
{
    static float mix[2 * 3000];
    fill_with_ramp(1);
    ps_prelisten sound = sound_of(700, 1);
    sound.loops = 1;
    ps_player *player = rig_new_player();
    listen(player, &sound);
    render(player, mix, 3000, 77);
    for (int32_t i = 0; i < 3000; i++)
        CHECK(mix[2 * i] == storage[i % 700]);
    CHECK(listened(player) == 3000 % 700);
    rig_push(player, &(ps_command){.kind = PS_LISTEN});
    render(player, mix, 2 * FADE, 100);
    CHECK(mix[2 * 2 * FADE - 2] == 0.0f);
    CHECK(collect(player) == &sound);
    rig_free_player(player);
}

/* Behind the mains the music is late, and so is what joins it. */
static void test_it_waits_for_its_place_in_the_music(int32_t at, int64_t expected)
{
    static float mix[2 * 8192];
    ps_snapshot snapshot;
    for (int32_t i = 0; i < FRAMES; i++)
        storage[i] = 0.5f;
    ps_prelisten sound = sound_of(FRAMES, 1);
    sound.at = at;
    ps_player *player = new_musician();
    rig_push(player, &(ps_command){.kind = PS_SET_MASTER, .a = 1});
    rig_push(player, &(ps_command){.kind = PS_PLAY_PATTERN});
    render(player, mix, 1000, 300);
    listen(player, &sound);
    int64_t frame = 1000;
    for (mix[0] = 0.0f; mix[0] == 0.0f; frame++)
        ps_player_render(player, mix, NULL, 0, 1);
    ps_player_snapshot(player, &snapshot);
    CHECK(frame - 1 == expected + snapshot.latency && snapshot.latency > 0);
    rig_free_player(player);
}

static void test_where_nothing_plays_it_waits_for_nothing(void)
{
    static float mix[2 * 100];
    fill_with_ramp(1);
    ps_prelisten sound = sound_of(FRAMES, 1);
    sound.at = PS_LISTEN_BAR;
    ps_player *player = new_musician();
    listen(player, &sound);
    ps_player_render(player, mix, NULL, 0, 100);
    CHECK(mix[0] == storage[0]);
    rig_free_player(player);
}

static void test_what_waits_makes_way_unheard_and_what_is_heard_goes_on(void)
{
    static float mix[2 * 2000];
    for (int32_t i = 0; i < FRAMES; i++)
        storage[i] = 0.5f;
    ps_prelisten heard = sound_of(FRAMES, 1), first = heard, second = heard;
    first.at = second.at = PS_LISTEN_BAR;
    ps_player *player = new_musician();
    rig_push(player, &(ps_command){.kind = PS_PLAY_PATTERN});
    render(player, mix, 10, 10);
    listen(player, &heard);
    listen(player, &first);
    listen(player, &second);
    render(player, mix, 2000, 250);
    CHECK(collect(player) == &first);
    CHECK(collect(player) == NULL);
    CHECK(mix[2 * 1999] == 0.5f);
    CHECK(listened(player) == -1);
    rig_push(player, &(ps_command){.kind = PS_PANIC});
    render(player, mix, 2000, 250);
    CHECK(mix[2 * 1999] == 0.0f);
    CHECK(collect(player) != NULL && collect(player) != NULL);
    rig_free_player(player);
}

static void test_no_stem_and_no_meter_hears_it(void)
{
    static float mix[2 * 1000], stems[RIG_STEMS * 2 * 1000];
    ps_snapshot snapshot;
    fill_with_ramp(1);
    ps_prelisten sound = sound_of(FRAMES, 1);
    ps_player *player = new_musician();
    listen(player, &sound);
    ps_player_render(player, mix, stems, RIG_STEMS, 1000);
    ps_player_snapshot(player, &snapshot);
    CHECK(mix[2 * 999] != 0.0f);
    for (int32_t i = 0; i < RIG_STEMS * 2 * 1000; i++)
        CHECK(stems[i] == 0.0f);
    CHECK(snapshot.peaks[0] == 0.0f && snapshot.sounding_until == 0 && !snapshot.ringing);
    rig_free_player(player);
}

/* More than there are places for: none is lost, none is cut off. */
static void test_a_quick_cursor_loses_nothing(void)
{
    static ps_prelisten sounds[N_SOUNDS];
    static float mix[2 * 64];
    int32_t n_back = 0;
    for (int32_t i = 0; i < FRAMES; i++)
        storage[i] = 0.01f;
    ps_player *player = rig_new_player();
    for (int32_t i = 0; i < N_SOUNDS; i++) {
        sounds[i] = sound_of(FRAMES, 1);
        listen(player, &sounds[i]);
        ps_player_render(player, mix, NULL, 0, 8);
    }
    for (int32_t i = 0; i < 4 * FADE; i += 64)
        ps_player_render(player, mix, NULL, 0, 64);
    while (collect(player))
        n_back++;
    CHECK(n_back == N_SOUNDS - 1);
    CHECK(mix[2 * 63] == 0.01f);
    rig_free_player(player);
}

static void any_sound(ps_prelisten *sound, uint64_t *random)
{
    sound->frames = storage;
    sound->n_channels = between(random, 1, 2);
    sound->n_frames = between(random, 1, FRAMES / 10);
    sound->loops = between(random, 0, 1);
    sound->at = between(random, PS_LISTEN_NOW, PS_LISTEN_BAR);
    sound->gain = (float)between(random, 0, 100) / 100.0f;
}

/* The same sounds at the same frames, whatever the longest block is; returns how many came back. */
static int32_t play_scene(float *mix, uint64_t seed, int32_t longest)
{
    static ps_prelisten sounds[N_SOUNDS];
    uint64_t random = 2 * seed + 1;
    int32_t n_back = 0, n_given = 0;
    ps_player *player = new_musician();
    rig_push(player, &(ps_command){.kind = PS_PLAY_PATTERN});
    for (int32_t frame = 0; frame < SCENE_FRAMES; frame += SCENE_FRAMES / N_SOUNDS + 1) {
        const int32_t left = SCENE_FRAMES - frame, part = SCENE_FRAMES / N_SOUNDS + 1;
        any_sound(&sounds[n_given], &random);
        const bool ends = between(&random, 0, 4) == 0;
        listen(player, ends ? NULL : &sounds[n_given]);
        n_given += !ends;
        render(player, mix + 2 * frame, left < part ? left : part, longest);
        while (collect(player))
            n_back++;
    }
    CHECK(n_back >= n_given - 1 - PS_PRELISTENS && n_back <= n_given);
    rig_free_player(player);
    return n_back;
}

static void test_blocks_do_not_matter(void)
{
    static float one[2 * SCENE_FRAMES], other[2 * SCENE_FRAMES];
    for (uint64_t seed = 1; seed <= N_SCENES; seed++) {
        const int32_t n_back = play_scene(one, seed, 700);
        CHECK(play_scene(other, seed, 1 + (int32_t)seed) == n_back);
        CHECK(memcmp(one, other, sizeof one) == 0);
    }
}

int main(void)
{
    test_it_is_heard_as_it_is_and_fades_at_its_end(1);
    test_it_is_heard_as_it_is_and_fades_at_its_end(2);
    test_another_one_takes_its_place_without_a_jump();
    test_a_loop_goes_on_until_it_is_ended();
    test_it_waits_for_its_place_in_the_music(PS_LISTEN_BEAT, BEAT);
    test_it_waits_for_its_place_in_the_music(PS_LISTEN_BAR, 4 * BEAT);
    test_where_nothing_plays_it_waits_for_nothing();
    test_what_waits_makes_way_unheard_and_what_is_heard_goes_on();
    test_no_stem_and_no_meter_hears_it();
    test_a_quick_cursor_loses_nothing();
    test_blocks_do_not_matter();
    return 0;
}
