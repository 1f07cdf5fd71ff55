/* What every test needs: a check that says where it failed, and numbers that depend on a seed only. */
#ifndef PADSKETCH_CHECK_H
#define PADSKETCH_CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition) check((condition), #condition, __FILE__, __LINE__)

static inline void check(bool holds, const char *condition, const char *file, int line)
{
    if (holds)
        return;
    fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
    exit(1);
}

/* xorshift64* (Vigna 2016); *state is never 0. */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545f4914f6cdd1d);
}

/* low..high, both ends inclusive. */
static inline int32_t between(uint64_t *state, int32_t low, int32_t high)
{
    return low + (int32_t)(next_random(state) % (uint64_t)(high - low + 1));
}

#endif
