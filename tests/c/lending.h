/* Scores and banks that are lent to an engine, and what may be touched by whom: under AddressSanitizer a
 * score that is at home is poisoned, so that an engine that looks at it again is caught. */
#ifndef PADSKETCH_LENDING_H
#define PADSKETCH_LENDING_H

#include "music.h"

#define LENDING_SCORES 6
#define LENDING_BANKS 3

typedef struct {
    music scores[LENDING_SCORES];
    shelf banks[LENDING_BANKS];
    music last_score; /* of silence, to get the others back */
    shelf last_bank;
    int32_t scores_away[LENDING_SCORES]; /* 0 or 1 */
    int32_t banks_away[LENDING_BANKS];   /* a bank comes back as often as it took another's place */
    int32_t bank;                        /* index of the one that was lent last, -1: none */
} lending;

void lending_init(lending *l, uint64_t seed);
/* Publish a new score with one of the banks; false when all scores are away or the ring is full. */
bool lending_publish(lending *l, ps_player *player, uint64_t *random);
/* Take what came back, and check that it was lent and is of no more use to the engine. */
void lending_collect(lending *l, ps_player *player);
/* Publish silence in place of the rest; a block later everything can be collected. */
bool lending_end(lending *l, ps_player *player);
bool lending_is_all_back(const lending *l);
/* The silence comes home as well; the player that has it must be gone. */
void lending_restart(lending *l);

#endif
