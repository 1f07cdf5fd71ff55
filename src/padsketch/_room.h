/* A room of the reverb: where its sixteen lines are read and what a pass takes away. */
#ifndef PADSKETCH_ROOM_H
#define PADSKETCH_ROOM_H

#include <stdint.h>

#include "_quads.h"

#define PS_ROOM_LINES 16
#define PS_ROOM_QUADS (PS_ROOM_LINES / 4)

/* Coefficients of first-order shelves, one a line. */
typedef struct {
    ps_quad b0[PS_ROOM_QUADS];
    ps_quad b1[PS_ROOM_QUADS];
    ps_quad a1[PS_ROOM_QUADS];
} ps_shelves;

typedef struct {
    ps_shelves shelves;
    int32_t late[PS_ROOM_LINES];  /* frames; primes, so that no two lines ring together */
    int32_t early[PS_ROOM_LINES]; /* frames */
    int32_t wait;                 /* frames before the room answers */
    int32_t rate;
    float feed;                   /* gain of the input, for as much energy at every decay */
    float size;                   /* % */
    float predelay;               /* ms */
} ps_room;

/* Frames of a time, as a prime. Above 192 kHz times are those at 192 kHz. */
int32_t ps_prime_frames(int32_t rate, double milliseconds);
/* Its lengths: size in %, predelay in ms. */
void ps_room_build(ps_room *room, int32_t rate, float size, float predelay);
/* Its losses: decay in s to -60 dB; far above `damping`, in Hz, in a third of that. */
void ps_room_tune(ps_room *room, float decay, float damping);
/* Milliseconds of the longest line. */
double ps_room_longest(float size);

#endif
