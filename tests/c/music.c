#include "music.h"

#include <string.h>

#include "chance.h"
#include "check.h"

void music_init(music *m)
{
    memset(m, 0, sizeof *m);
    for (int32_t i = 0; i < PS_PATTERNS; i++)
        m->patterns[i] = (ps_pattern){.length = 16 * MUSIC_SIXTEENTH,
                                      .bar = 16 * MUSIC_SIXTEENTH,
                                      .beat = 4 * MUSIC_SIXTEENTH,
                                      .swing = 5000,
                                      .key = (uint32_t)i};
    for (int32_t i = 0; i < MUSIC_PADS; i++) {
        ps_layer *layers = &m->layers[MUSIC_LAYERS * i];
        for (int32_t k = 0; k < MUSIC_LAYERS; k++)
            layers[k] = (ps_layer){.sample = i, .low = 1, .high = 127, .gain = 1.0f};
        m->pads[i] = (ps_pad){.first_layer = MUSIC_LAYERS * i, .n_layers = 1};
        chance_rest(&chance_pad, m->pads[i].values);
        m->tracks[i] = (ps_track){.audible = 1, .sidechain = -1};
        chance_rest(&chance_track, m->tracks[i].values);
    }
    m->score = (ps_score){
        .seed = 1,
        .patterns = m->patterns,
        .lanes = m->lanes,
        .steps = m->steps,
        .locks = m->locks,
        .sections = m->sections,
        .pads = m->pads,
        .layers = m->layers,
        .tracks = m->tracks,
        .n_pads = MUSIC_PADS,
        .millibpm = 120000,
    };
    chance_rest(&chance_delay, m->score.delay);
    chance_rest(&chance_reverb, m->score.reverb);
    chance_rest(&chance_master, m->score.master);
}

ps_lane *music_add_lane(music *m, int32_t pattern, int32_t pad, int32_t n_steps)
{
    ps_pattern *target = &m->patterns[pattern];
    CHECK(m->n_lanes < MUSIC_LANES && m->n_steps + n_steps <= MUSIC_STEPS);
    if (target->n_lanes == 0)
        target->first_lane = m->n_lanes;
    CHECK(target->first_lane + target->n_lanes == m->n_lanes);
    target->n_lanes++;
    ps_lane *lane = &m->lanes[m->n_lanes++];
    *lane = (ps_lane){
        .step = MUSIC_SIXTEENTH,
        .parts = 1,
        .early = MUSIC_SIXTEENTH,
        .late = 3 * MUSIC_SIXTEENTH, /* swing 1/2 + nudge 23/24 + roll 7/8 */
        .pad = pad,
        .first_step = m->n_steps,
        .n_steps = n_steps,
        .key = 0x9e3779b9u * (uint32_t)(pad + 1),
        .swing = 5000,
    };
    for (int32_t i = 0; i < n_steps; i++)
        m->steps[m->n_steps++] = (ps_step){.chance = 100, .rolls = 1};
    return lane;
}

ps_step *music_steps(music *m, const ps_lane *lane)
{
    return &m->steps[lane->first_step];
}

static void improvise_locks(music *m, ps_step *step, uint64_t *random)
{
    if (between(random, 0, 3) > 0 || m->n_locks > MUSIC_LOCKS - 3)
        return;
    step->first_lock = m->n_locks;
    step->n_locks = between(random, 1, 3);
    for (int32_t i = 0; i < step->n_locks; i++)
        m->locks[m->n_locks++] = chance_lock(random);
}

static void improvise_step(music *m, ps_step *step, int64_t length, uint64_t *random)
{
    if (between(random, 0, 2) == 0)
        return;
    const int32_t nudge = (int32_t)(length * 23 / 24);
    step->velocity = (uint8_t)between(random, 1, 127);
    step->chance = (uint8_t)between(random, 0, 100);
    step->condition = (uint8_t)between(random, PS_ALWAYS, PS_NEIGHBOUR);
    step->negated = (uint8_t)between(random, 0, 1);
    step->b = (uint8_t)between(random, 2, 8);
    step->a = (uint8_t)between(random, 1, step->b);
    step->rolls = (uint8_t)between(random, 1, 8);
    step->ramp = (int8_t)between(random, -100, 100);
    step->nudge = between(random, -nudge, nudge);
    step->rate = between(random, 0, 1) * 40000 * between(random, 1, 24);
    step->length = (float)between(random, 0, 2);
    step->slides = between(random, 0, 1);
    improvise_locks(m, step, random);
}

static void improvise_lane(music *m, ps_lane *lane, int64_t grid, uint64_t *random)
{
    static const int32_t speeds[][2] = {{1, 8}, {1, 2}, {3, 4}, {1, 1}, {3, 2}, {4, 1}, {8, 1}};
    const int32_t *speed = speeds[between(random, 0, 6)];
    lane->step = grid * speed[1];
    lane->parts = speed[0];
    lane->direction = between(random, PS_LANE_FORWARD, PS_LANE_RANDOM);
    lane->rotation = between(random, 0, lane->n_steps - 1);
    lane->early = (int32_t)grid;
    lane->late = (int32_t)(grid + 2 * lane->step) + 7 * 960000;
    for (int32_t i = 0; i < lane->n_steps; i++)
        improvise_step(m, music_steps(m, lane) + i, grid, random);
}

static void improvise_pattern(music *m, int32_t pattern, uint64_t *random)
{
    const int64_t step = 80000 * (int64_t)between(random, 1, 12);
    const int64_t swing = between(random, 5000, 7500);
    m->patterns[pattern].length = step * between(random, 1, 24);
    m->patterns[pattern].beat = step * between(random, 1, 4);
    m->patterns[pattern].bar = m->patterns[pattern].beat * between(random, 1, 8);
    m->patterns[pattern].swing = (int32_t)swing;
    for (int32_t pad = 0; pad < MUSIC_PADS; pad++) {
        ps_lane *lane = music_add_lane(m, pattern, pad, between(random, 1, 20));
        lane->swing = (int32_t)swing;
        improvise_lane(m, lane, step, random);
    }
}

static void improvise_layers(ps_layer *layers, uint64_t *random)
{
    for (int32_t i = 0; i < MUSIC_LAYERS; i++)
        layers[i] = (ps_layer){
            .sample = between(random, 0, MUSIC_PADS - 1),
            .low = between(random, 1, 40),
            .high = between(random, 80, 127),
            .gain = (float)between(random, 1, 4) / 4.0f,
            .pan = (float)between(random, -1, 1),
            .tune = (float)between(random, -7, 7),
            .start = (float)between(random, 0, 20),
            .end = (float)(between(random, 0, 1) * between(random, 10, 80)),
        };
}

static void improvise_pad(music *m, int32_t pad, uint64_t *random)
{
    m->pads[pad].mode = between(random, PS_ONE_SHOT, PS_LOOP);
    m->pads[pad].choke = between(random, 0, 2);
    m->pads[pad].layering = between(random, PS_STACK, PS_RANDOM);
    chance_draw(&chance_pad, m->pads[pad].values, random);
    m->pads[pad].n_layers = between(random, 1, MUSIC_LAYERS);
    improvise_layers(&m->layers[MUSIC_LAYERS * pad], random);
    chance_draw(&chance_track, m->tracks[pad].values, random);
    m->tracks[pad].audible = between(random, 0, 3) > 0;
    m->tracks[pad].sidechain = between(random, -1, MUSIC_PADS - 1);
}

void music_improvise(music *m, uint64_t seed)
{
    uint64_t random = 2 * seed + 1;
    music_init(m);
    m->score.seed = next_random(&random);
    m->score.millibpm = between(&random, 20000, 400000);
    chance_draw(&chance_delay, m->score.delay, &random);
    chance_draw(&chance_reverb, m->score.reverb, &random);
    chance_draw(&chance_master, m->score.master, &random);
    for (int32_t pattern = 0; pattern < 4; pattern++)
        improvise_pattern(m, pattern, &random);
    for (int32_t pad = 0; pad < MUSIC_PADS; pad++)
        improvise_pad(m, pad, &random);
    m->score.n_sections = MUSIC_SECTIONS;
    for (int32_t i = 0; i < MUSIC_SECTIONS; i++)
        m->sections[i] = (ps_section){
            .mute = next_random(&random) & next_random(&random),
            .pattern = between(&random, 0, 3),
            .repeats = between(&random, 1, 3),
            .millibpm = between(&random, 0, 1) * between(&random, 20000, 400000),
            .transpose = (float)between(&random, -12, 12),
        };
}

void shelf_init(shelf *s, uint64_t seed)
{
    uint64_t random = 2 * seed + 1;
    memset(s, 0, sizeof *s);
    s->bank = (ps_bank){.samples = s->samples, .n_samples = SHELF_SAMPLES};
    for (int32_t i = 0; i < SHELF_SAMPLES; i++) {
        const int32_t n_channels = 1 + i % 2;
        float *first = s->storage[i] + n_channels * PS_SAMPLE_MARGIN;
        s->samples[i] = (ps_sample){first, SHELF_FRAMES - 17 * i, n_channels, 0};
        for (int64_t k = 0; k < n_channels * s->samples[i].n_frames; k++)
            first[k] = (float)between(&random, -10000, 10000) / 20000.0f;
    }
}
