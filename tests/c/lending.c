#include "lending.h"

#include "chance.h"
#include "check.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(first, size) ((void)(first), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(first, size) ((void)(first), (void)(size))
#endif

void lending_init(lending *l, uint64_t seed)
{
    l->bank = -1;
    music_init(&l->last_score);
    shelf_init(&l->last_bank, seed);
    for (int32_t i = 0; i < LENDING_SCORES; i++)
        ASAN_POISON_MEMORY_REGION(&l->scores[i], sizeof l->scores[i]);
    for (int32_t i = 0; i < LENDING_BANKS; i++) {
        shelf_init(&l->banks[i], seed + (uint64_t)i);
        ASAN_POISON_MEMORY_REGION(&l->banks[i], sizeof l->banks[i]);
    }
}

static int32_t score_at_home(const lending *l)
{
    for (int32_t i = 0; i < LENDING_SCORES; i++)
        if (l->scores_away[i] == 0)
            return i;
    return -1;
}

/* What the engine promises to clamp. */
static void exceed(music *m, uint64_t *random)
{
    chance_exceed(&chance_pad, m->pads[between(random, 0, MUSIC_PADS - 1)].values, random);
    chance_exceed(&chance_track, m->tracks[between(random, 0, MUSIC_PADS - 1)].values, random);
    chance_exceed(&chance_delay, m->score.delay, random);
    chance_exceed(&chance_reverb, m->score.reverb, random);
    chance_exceed(&chance_master, m->score.master, random);
}

static void compose(music *m, uint64_t *random)
{
    ASAN_UNPOISON_MEMORY_REGION(m, sizeof *m);
    music_improvise(m, next_random(random));
    if (between(random, 0, 3) == 0)
        exceed(m, random);
}

bool lending_publish(lending *l, ps_player *player, uint64_t *random)
{
    const int32_t score = score_at_home(l);
    const int32_t bank = between(random, 0, LENDING_BANKS - 1);
    if (score < 0)
        return false;
    compose(&l->scores[score], random);
    ASAN_UNPOISON_MEMORY_REGION(&l->banks[bank], sizeof l->banks[bank]);
    const ps_command command = {.kind = PS_PUBLISH,
                                .score = &l->scores[score].score,
                                .bank = &l->banks[bank].bank};
    CHECK(ps_player_push(player, &command));
    l->scores_away[score]++;
    l->banks_away[bank] += bank != l->bank;
    l->bank = bank;
    return true;
}

static void take_score(lending *l, const void *pointer)
{
    for (int32_t i = 0; i < LENDING_SCORES; i++) {
        if (pointer != &l->scores[i].score)
            continue;
        CHECK(--l->scores_away[i] == 0);
        ASAN_POISON_MEMORY_REGION(&l->scores[i], sizeof l->scores[i]);
        return;
    }
    CHECK(!"a score that was never lent came back");
}

static void take_bank(lending *l, const void *pointer)
{
    for (int32_t i = 0; i < LENDING_BANKS; i++) {
        if (pointer != &l->banks[i].bank)
            continue;
        CHECK(--l->banks_away[i] >= 0);
        CHECK(l->banks_away[i] > 0 || l->banks[i].bank.n_users == 0);
        if (l->banks_away[i] == 0)
            ASAN_POISON_MEMORY_REGION(&l->banks[i], sizeof l->banks[i]);
        return;
    }
    CHECK(!"a bank that was never lent came back");
}

static void check_played(const ps_played *played)
{
    CHECK(played->frame >= 0 && played->pad >= 0 && played->pad < MUSIC_PADS);
    CHECK(played->pattern >= -1 && played->pattern < PS_PATTERNS);
    CHECK(played->section >= -1 && played->section < MUSIC_SECTIONS);
    CHECK(played->is_release == (played->velocity == 0) && played->velocity <= 127);
}

void lending_collect(lending *l, ps_player *player)
{
    ps_result result;
    while (ps_player_collect(player, &result)) {
        if (result.kind == PS_RETIRED_SCORE)
            take_score(l, result.pointer);
        else if (result.kind == PS_RETIRED_BANK)
            take_bank(l, result.pointer);
        else
            check_played(&result.played);
    }
}

bool lending_end(lending *l, ps_player *player)
{
    const ps_command command = {
        .kind = PS_PUBLISH, .score = &l->last_score.score, .bank = &l->last_bank.bank};
    return ps_player_push(player, &command);
}

bool lending_is_all_back(const lending *l)
{
    int32_t n_away = 0;
    for (int32_t i = 0; i < LENDING_SCORES; i++)
        n_away += l->scores_away[i];
    for (int32_t i = 0; i < LENDING_BANKS; i++)
        n_away += l->banks_away[i];
    return n_away == 0;
}

void lending_restart(lending *l)
{
    CHECK(lending_is_all_back(l));
    l->bank = -1;
}
