/* What the mix passes, one noun at a time: settings by chance, some beyond their ranges, and blocks cut
 * anywhere. What comes out is finite and the same for every cut, and a reset leaves no trace of a
 * broken number. */
#include <math.h>
#include <string.h>

#include "_delay.h"
#include "_denormals.h"
#include "_master.h"
#include "_reverb.h"
#include "chance.h"
#include "check.h"

#define RATE 48000
#define TEMPO 120000
#define N_FRAMES 24000
#define CONTROL_FRAMES 32 /* between two settings */
#define N_SEEDS 12

typedef union {
    ps_delay delay;
    ps_reverb reverb;
    ps_master master;
} noun;

typedef struct {
    const char *name;
    const chance_group *group;
    void (*init)(noun *n);
    void (*set)(noun *n, const float *values);
    void (*process)(noun *n, const float *in, float *out, int32_t n_frames);
    void (*reset)(noun *n);
} kind;

static void delay_init(noun *n)
{
    ps_delay_init(&n->delay, RATE);
}

static void delay_set(noun *n, const float *values)
{
    ps_delay_set(&n->delay, values, TEMPO);
}

static void delay_process(noun *n, const float *in, float *out, int32_t n_frames)
{
    ps_delay_process(&n->delay, in, out, n_frames);
}

static void delay_reset(noun *n)
{
    ps_delay_reset(&n->delay);
}

static void reverb_init(noun *n)
{
    ps_reverb_init(&n->reverb, RATE);
}

static void reverb_set(noun *n, const float *values)
{
    ps_reverb_set(&n->reverb, values);
}

static void reverb_process(noun *n, const float *in, float *out, int32_t n_frames)
{
    ps_reverb_process(&n->reverb, in, out, n_frames);
}

static void reverb_reset(noun *n)
{
    ps_reverb_reset(&n->reverb);
}

static void master_init(noun *n)
{
    ps_master_init(&n->master, RATE);
}

static void master_set(noun *n, const float *values)
{
    ps_master_set(&n->master, values);
}

static void master_process(noun *n, const float *in, float *out, int32_t n_frames)
{
    memcpy(out, in, 2 * (size_t)n_frames * sizeof(float));
    ps_master_process(&n->master, out, n_frames);
}

static void master_reset(noun *n)
{
    ps_master_reset(&n->master);
}

static const kind kinds[] = {
    {"delay", &chance_delay, delay_init, delay_set, delay_process, delay_reset},
    {"reverb", &chance_reverb, reverb_init, reverb_set, reverb_process, reverb_reset},
    {"master", &chance_master, master_init, master_set, master_process, master_reset},
};

#define N_KINDS (sizeof kinds / sizeof kinds[0])
#define MAX_VALUES 64

static _Alignas(64) noun one, other;
static float in[2 * N_FRAMES], out[2 * N_FRAMES], again[2 * N_FRAMES];

static void begin(const kind *k, noun *n)
{
    memset(n, 0, sizeof *n);
    k->init(n);
}

static void settings(const kind *k, float *values, uint64_t *random)
{
    chance_draw(k->group, values, random);
    if (between(random, 0, 3) == 0)
        chance_exceed(k->group, values, random);
    if (between(random, 0, 3) == 0)
        values[between(random, 0, k->group->n_parameters - 1)] =
            between(random, 0, 1) ? NAN : INFINITY;
}

/* The same settings at the same control points, whatever the longest block is. */
static void play(const kind *k, noun *n, float *to, uint64_t seed, int32_t longest)
{
    uint64_t random = 2 * seed + 1, cuts = 2 * (uint64_t)longest + 1;
    float values[MAX_VALUES];
    for (int32_t frame = 0, until = 0; frame < N_FRAMES;) {
        if (frame == until) {
            settings(k, values, &random);
            k->set(n, values);
            until += CONTROL_FRAMES * between(&random, 1, 60);
            until = until < N_FRAMES ? until : N_FRAMES;
        }
        int32_t n_frames = between(&cuts, 1, longest);
        n_frames = n_frames < until - frame ? n_frames : until - frame;
        k->process(n, in + 2 * frame, to + 2 * frame, n_frames);
        frame += n_frames;
    }
}

static void fill_with_noise(uint64_t seed)
{
    uint64_t random = 2 * seed + 1;
    for (int32_t i = 0; i < 2 * N_FRAMES; i++)
        in[i] = (float)between(&random, -10000, 10000) / 5000.0f;
}

static void check_finite(const float *frames)
{
    for (int32_t i = 0; i < 2 * N_FRAMES; i++)
        CHECK(isfinite(frames[i]));
}

static bool is_same(const float *a, const float *b)
{
    return memcmp(a, b, 2 * N_FRAMES * sizeof(float)) == 0;
}

static void test_no_setting_breaks_the_sound_and_no_cut_changes_it(const kind *k, uint64_t seed)
{
    static const int32_t longest[] = {1, 7, 32, 255, 8192};
    fill_with_noise(seed);
    begin(k, &one);
    play(k, &one, out, seed, 1000);
    check_finite(out);
    for (size_t i = 0; i < sizeof longest / sizeof longest[0]; i++) {
        begin(k, &other);
        play(k, &other, again, seed, longest[i]);
        CHECK(is_same(out, again));
    }
}

static void test_after_a_reset_nothing_is_left_of_a_broken_number(const kind *k, uint64_t seed,
                                                                  float poison)
{
    uint64_t random = 2 * seed + 1;
    float values[MAX_VALUES];
    fill_with_noise(seed);
    begin(k, &one);
    in[between(&random, 0, N_FRAMES)] = poison;
    play(k, &one, out, seed, 500);
    settings(k, values, &random);
    k->set(&one, values);
    k->reset(&one);
    begin(k, &other);
    k->set(&other, values);
    fill_with_noise(seed + 1);
    k->process(&one, in, out, N_FRAMES);
    k->process(&other, in, again, N_FRAMES);
    check_finite(out);
    CHECK(is_same(out, again));
}

int main(void)
{
    flush_denormals();
    for (size_t i = 0; i < N_KINDS; i++)
        for (uint64_t seed = 1; seed <= N_SEEDS; seed++) {
            fprintf(stderr, "%s, seed %d\n", kinds[i].name, (int)seed);
            test_no_setting_breaks_the_sound_and_no_cut_changes_it(&kinds[i], seed);
            test_after_a_reset_nothing_is_left_of_a_broken_number(&kinds[i], seed, NAN);
            test_after_a_reset_nothing_is_left_of_a_broken_number(&kinds[i], seed, -INFINITY);
        }
    return 0;
}
