/* When hits sound: exact frames, nudges, conditions, swing, and windows that may be cut anywhere. */
#include <string.h>

#include "check.h"
#include "music.h"

#define RATE 48000
#define MAX_FOUND 4096

static music m;
static ps_hit found[MAX_FOUND];

static ps_segment open_segment(void)
{
    return (ps_segment){.length = INT64_MAX,
                        .not_before = INT64_MIN,
                        .earliest = INT64_MIN,
                        .section = -1,
                        .millibpm = m.score.millibpm};
}

static int32_t find(const ps_segment *segment, int64_t first, int64_t end, ps_hit *hits)
{
    ps_hit_list list = {.hits = hits, .capacity = MAX_FOUND};
    ps_segment_hits(&m.score, segment, RATE, false, (ps_window){first, end}, &list);
    CHECK(list.n_lost == 0);
    ps_hits_sort(&list);
    return list.n_hits;
}

static ps_step *lone_lane(int32_t n_steps)
{
    music_init(&m);
    return music_steps(&m, music_add_lane(&m, 0, 0, n_steps));
}

/* Which of the first n passes of a one-step lane sound, as bits. */
static uint32_t passes(int32_t n)
{
    const ps_segment segment = open_segment();
    const int32_t n_hits = find(&segment, -100, (int64_t)n * 6000 - 100, found);
    uint32_t bits = 0;
    for (int32_t i = 0; i < n_hits; i++)
        bits |= 1u << found[i].step;
    return bits;
}

static void test_a_frame_is_the_nearest_one_halves_up(void)
{
    CHECK(ps_position_to_frame(960000, 48000, 120000) == 24000);
    CHECK(ps_position_to_frame(20, 48000, 120000) == 1); /* 0.5 */
    CHECK(ps_position_to_frame(19, 48000, 120000) == 0);
    CHECK(ps_position_to_frame(-20, 48000, 120000) == 0); /* -0.5 */
    CHECK(ps_position_to_frame(-21, 48000, 120000) == -1);
    CHECK(ps_position_to_frame(960000, 44100, 123457) == 21433); /* 21432.563... */
}

static void test_two_days_of_music_do_not_overflow(void)
{
    const int64_t quarters = INT64_C(48) * 60 * 400;
    CHECK(ps_position_to_frame(quarters * 960000, 192000, 400000) == INT64_C(48) * 3600 * 192000);
}

static void test_positions_and_frames_agree_in_both_directions(void)
{
    uint64_t random = 5;
    for (int32_t i = 0; i < 20000; i++) {
        const ps_segment segment = {.anchor_frame = between(&random, -50000, 50000),
                                    .anchor_position = between(&random, -9000000, 9000000),
                                    .millibpm = between(&random, 20000, 400000)};
        const int32_t rate = between(&random, 8000, 192000);
        const int64_t frame = between(&random, -1000000, 1000000);
        const int64_t next = ps_segment_next_position(&segment, rate, frame);
        CHECK(ps_segment_frame(&segment, rate, next) >= frame);
        CHECK(ps_segment_frame(&segment, rate, next - 1) < frame);
        CHECK(ps_segment_position(&segment, rate, frame) >= next - 1);
    }
}

static void test_every_step_falls_on_its_frame(void)
{
    ps_step *steps = lone_lane(4);
    steps[0].velocity = steps[3].velocity = 100;
    const ps_segment segment = open_segment();
    CHECK(find(&segment, 0, 48000, found) == 4);
    const int64_t expected[] = {0, 18000, 24000, 42000};
    for (int32_t i = 0; i < 4; i++)
        CHECK(found[i].frame == expected[i]);
}

static void test_a_negative_nudge_is_heard_before_its_step(void)
{
    ps_step *steps = lone_lane(4);
    steps[1] = (ps_step){.velocity = 90, .chance = 100, .rolls = 1, .nudge = -230000};
    const ps_segment segment = open_segment();
    CHECK(find(&segment, 0, 24000, found) == 1);
    CHECK(found[0].frame == 250);
}

static void test_an_early_first_hit_is_moved_to_the_start(void)
{
    ps_step *steps = lone_lane(16);
    steps[0] = (ps_step){.velocity = 90, .chance = 100, .rolls = 1, .nudge = -20000};
    ps_segment segment = open_segment();
    segment.anchor_frame = segment.earliest = 1000;
    CHECK(find(&segment, 1000, 1001, found) == 1);
    CHECK(found[0].frame == 1000);
    CHECK(find(&segment, 0, 1000, found) == 0);
    CHECK(find(&segment, 1001, 97000, found) == 1);
    CHECK(found[0].frame == 96500);
}

static void test_swing_moves_the_second_of_each_pair(void)
{
    music_init(&m);
    ps_lane *lane = music_add_lane(&m, 0, 0, 1);
    music_steps(&m, lane)->velocity = 100;
    lane->swing = 6667;
    m.patterns[0].length = 3 * MUSIC_SIXTEENTH; /* the pairs start anew with every pass */
    const ps_segment segment = open_segment();
    CHECK(find(&segment, 0, 30000, found) == 5);
    const int64_t expected[] = {0, 8000, 12000, 18000, 26000};
    for (int32_t i = 0; i < 5; i++)
        CHECK(found[i].frame == expected[i]);
}

static void test_a_ratio_counts_the_passes_of_its_lane(void)
{
    ps_step *step = lone_lane(1);
    *step = (ps_step){.velocity = 1, .chance = 100, .rolls = 1, .condition = PS_RATIO,
                      .a = 2, .b = 3};
    CHECK(passes(9) == 0x92); /* 010 010 010, the first pass rightmost */
    step->negated = 1;
    CHECK(passes(9) == 0x16d);
}

static void test_first_is_the_first_pass_alone(void)
{
    ps_step *step = lone_lane(1);
    *step = (ps_step){.velocity = 1, .chance = 100, .rolls = 1, .condition = PS_FIRST};
    CHECK(passes(5) == 0x01);
    step->negated = 1;
    CHECK(passes(5) == 0x1e);
}

/* Two steps a pass: `1:2`, then one that asks for it. */
static void test_prev_repeats_the_last_answer_of_its_lane(void)
{
    ps_step *steps = lone_lane(2);
    steps[0] = (ps_step){.velocity = 1, .chance = 100, .rolls = 1, .condition = PS_RATIO,
                         .a = 1, .b = 2};
    steps[1] = (ps_step){.velocity = 1, .chance = 100, .rolls = 1, .condition = PS_PREV};
    CHECK(passes(8) == 0x33);
    steps[1].negated = 1;
    CHECK(passes(8) == 0x99);
}

static void test_neighbour_asks_the_lane_above(void)
{
    music_init(&m);
    ps_step *above = music_steps(&m, music_add_lane(&m, 0, 3, 1));
    ps_step *step = music_steps(&m, music_add_lane(&m, 0, 5, 1));
    *above = (ps_step){.velocity = 1, .chance = 100, .rolls = 1, .condition = PS_RATIO,
                       .a = 2, .b = 2};
    *step = (ps_step){.velocity = 1, .chance = 100, .rolls = 1, .condition = PS_NEIGHBOUR};
    const ps_segment segment = open_segment();
    const int32_t n_hits = find(&segment, 0, 24000, found);
    CHECK(n_hits == 4);
    for (int32_t i = 0; i < n_hits; i++)
        CHECK(found[i].step % 2 == 1);
}

static void test_a_chance_is_kept_in_its_share_and_by_its_address(void)
{
    ps_step *step = lone_lane(1);
    *step = (ps_step){.velocity = 1, .chance = 30, .rolls = 1};
    const ps_segment segment = open_segment();
    const int32_t n_hits = find(&segment, 0, 6000 * 10000, found);
    CHECK(n_hits > 2850 && n_hits < 3150); /* 3 sigma of 10,000 draws are 137 */
    const uint64_t hash = ps_hash(m.score.seed, 0, m.lanes[0].key, found[0].step + 1, 0, 1);
    CHECK(((hash >> 32) * 100) >> 32 < 30);
    const int64_t before = found[7].frame;
    m.score.seed++;
    find(&segment, 0, 6000 * 10000, found);
    CHECK(found[7].frame != before);
}

static void test_a_roll_is_even_and_its_ramp_ends_where_it_says(void)
{
    ps_step *step = lone_lane(16);
    *step = (ps_step){.velocity = 100, .chance = 100, .rolls = 4, .ramp = -60};
    const ps_segment segment = open_segment();
    CHECK(find(&segment, 0, 6000, found) == 4);
    for (int32_t i = 0; i < 4; i++) {
        CHECK(found[i].frame == 1500 * i);
        CHECK(found[i].velocity == 100 - 20 * i);
    }
}

static void test_a_roll_at_a_rate_runs_past_its_step(void)
{
    ps_step *step = lone_lane(16);
    m.lanes[0].late = 3 * 320000;
    m.pads[0].mode = PS_GATE;
    *step = (ps_step){.velocity = 100, .chance = 100, .rolls = 4, .rate = 320000};
    const ps_segment segment = open_segment();
    CHECK(find(&segment, 0, 48000, found) == 4);
    for (int32_t i = 0; i < 4; i++) {
        CHECK(found[i].position == 320000 * i && found[i].frame == 8000 * i);
        CHECK(found[i].held == 320000 && found[i].duration == 8000);
    }
}

/* Velocities 1, 2, 3, ... along the lane, so that a hit tells where it is written. */
static ps_lane *numbered_lane(int32_t n_steps)
{
    ps_step *steps = lone_lane(n_steps);
    for (int32_t i = 0; i < n_steps; i++)
        steps[i].velocity = (uint8_t)(i + 1);
    return &m.lanes[0];
}

static void check_order(const char *expected)
{
    const ps_segment segment = open_segment();
    const int32_t n_hits = find(&segment, 0, 6000 * (int64_t)strlen(expected), found);
    CHECK(n_hits == (int32_t)strlen(expected));
    for (int32_t i = 0; i < n_hits; i++) {
        CHECK(found[i].velocity == expected[i] - '0');
        CHECK(ps_lane_heard(&m.score, 0, 0, found[i].position) == expected[i] - '1');
    }
}

static void test_direction_picks_a_place_and_rotation_the_step_that_stands_there(void)
{
    ps_lane *lane = numbered_lane(4);
    check_order("12341234");
    lane->rotation = 1;
    check_order("41234123");
    lane->direction = PS_LANE_BACKWARD;
    check_order("32143214");
    lane->rotation = 0;
    check_order("43214321");
    lane->direction = PS_LANE_PING_PONG;
    check_order("123443211234");
}

static void test_a_random_order_draws_every_step_as_often_and_anew_in_every_pass(void)
{
    numbered_lane(4)->direction = PS_LANE_RANDOM;
    const ps_segment segment = open_segment();
    int32_t counts[5] = {0}, n_repeated = 0;
    CHECK(find(&segment, 0, 6000 * 4000, found) == 4000);
    for (int32_t i = 0; i < 4000; i++) {
        counts[found[i].velocity]++;
        n_repeated += i >= 4 && found[i].velocity == found[i - 4].velocity;
    }
    for (int32_t i = 1; i <= 4; i++)
        CHECK(counts[i] > 890 && counts[i] < 1110); /* 4 sigma are 110 */
    CHECK(n_repeated > 890 && n_repeated < 1110);
}

static void test_a_speed_that_divides_no_tick_does_not_drift(void)
{
    ps_lane *lane = numbered_lane(1);
    lane->step = 2 * 80000;
    lane->parts = 3; /* 53,333.3 positions */
    const ps_segment segment = open_segment();
    const int64_t hour = INT64_C(3600) * RATE;
    CHECK(find(&segment, hour, hour + 4000, found) == 3);
    for (int32_t i = 0; i < 3; i++) {
        CHECK(found[i].step == 3 * 3600 * 12 + i);
        CHECK(found[i].position == INT64_C(3600) * 1920000 + 160000 * i / 3);
    }
}

static void test_a_slow_lane_swings_by_its_own_pairs(void)
{
    ps_lane *lane = numbered_lane(1);
    lane->step = 8 * MUSIC_SIXTEENTH;
    lane->late = 4 * MUSIC_SIXTEENTH;
    lane->swing = 7500;
    const ps_segment segment = open_segment();
    CHECK(find(&segment, 0, 192001, found) == 5);
    const int64_t expected[] = {0, 72000, 96000, 168000, 192000};
    for (int32_t i = 0; i < 5; i++)
        CHECK(found[i].frame == expected[i]);
}

static void test_a_slide_ends_with_the_next_step_that_plays(void)
{
    ps_step *steps = lone_lane(8);
    steps[1] = (ps_step){.velocity = 1, .chance = 100, .rolls = 2, .slides = 1};
    steps[4] = (ps_step){.velocity = 1, .chance = 0, .rolls = 1, .nudge = 20000,
                         .first_lock = 7, .n_locks = 2};
    const ps_segment segment = open_segment();
    CHECK(find(&segment, 0, 48000, found) == 2);
    for (int32_t i = 0; i < 2; i++) {
        CHECK(found[i].slide == 18500 && found[i].slid == 3000 * i);
        CHECK(found[i].first_target == 7 && found[i].n_targets == 2);
    }
}

static bool same_hit(const ps_hit *a, const ps_hit *b)
{
    return a->frame == b->frame && a->duration == b->duration && a->pad == b->pad &&
           a->velocity == b->velocity && a->lane == b->lane && a->step == b->step &&
           a->position == b->position && a->slide == b->slide && a->slid == b->slid;
}

static void check_cuts(const ps_segment *segment, int32_t n_whole, uint64_t *random)
{
    static ps_hit part[MAX_FOUND];
    int32_t n = 0;
    for (int64_t first = -5000; first < 100000;) {
        int64_t end = first + between(random, 1, 4000);
        end = end > 100000 ? 100000 : end;
        const int32_t n_part = find(segment, first, end, part);
        for (int32_t i = 0; i < n_part; i++, n++)
            CHECK(n < n_whole && same_hit(&part[i], &found[n]));
        first = end;
    }
    CHECK(n == n_whole);
}

static void test_cuts_between_windows_neither_lose_nor_double_a_hit(void)
{
    for (uint64_t seed = 1; seed <= 40; seed++) {
        music_improvise(&m, seed);
        uint64_t random = seed;
        ps_segment segment = open_segment();
        segment.anchor_frame = segment.earliest = 100;
        check_cuts(&segment, find(&segment, -5000, 100000, found), &random);
    }
}

static void test_the_latest_hit_of_all_is_not_lost(void)
{
    music_init(&m);
    ps_lane *lane = music_add_lane(&m, 0, 0, 1);
    lane->swing = 7500;
    *music_steps(&m, lane) = (ps_step){
        .velocity = 100, .chance = 100, .rolls = 8, .nudge = MUSIC_SIXTEENTH / 24 * 23};
    const ps_segment segment = open_segment();
    uint64_t random = 1;
    const int32_t n_hits = find(&segment, -5000, 100000, found);
    CHECK(n_hits > 100);
    check_cuts(&segment, n_hits, &random);
}

int main(void)
{
    test_a_frame_is_the_nearest_one_halves_up();
    test_two_days_of_music_do_not_overflow();
    test_positions_and_frames_agree_in_both_directions();
    test_every_step_falls_on_its_frame();
    test_a_negative_nudge_is_heard_before_its_step();
    test_an_early_first_hit_is_moved_to_the_start();
    test_swing_moves_the_second_of_each_pair();
    test_a_ratio_counts_the_passes_of_its_lane();
    test_first_is_the_first_pass_alone();
    test_prev_repeats_the_last_answer_of_its_lane();
    test_neighbour_asks_the_lane_above();
    test_a_chance_is_kept_in_its_share_and_by_its_address();
    test_a_roll_is_even_and_its_ramp_ends_where_it_says();
    test_a_roll_at_a_rate_runs_past_its_step();
    test_direction_picks_a_place_and_rotation_the_step_that_stands_there();
    test_a_random_order_draws_every_step_as_often_and_anew_in_every_pass();
    test_a_speed_that_divides_no_tick_does_not_drift();
    test_a_slow_lane_swings_by_its_own_pairs();
    test_a_slide_ends_with_the_next_step_that_plays();
    test_cuts_between_windows_neither_lose_nor_double_a_hit();
    test_the_latest_hit_of_all_is_not_lost();
    return 0;
}
