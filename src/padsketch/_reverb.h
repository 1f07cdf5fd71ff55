/* The reverb: a room as a network of sixteen delay lines that feed one another without loss (Jot
 * and Chaigne 1991). Called on audio, ps_reverb_ring anywhere. */
#ifndef PADSKETCH_REVERB_H
#define PADSKETCH_REVERB_H

#include <stdbool.h>
#include <stdint.h>

#include "_parameters.h"
#include "_room.h"

#define PS_REVERB_DIFFUSERS 4
/* Powers of two, enough for 341, 42 and 170 ms at 192 kHz, the highest rate. */
#define PS_REVERB_WAIT_FRAMES (1 << 16)
#define PS_REVERB_DIFFUSER_FRAMES (1 << 13)
#define PS_REVERB_LINE_FRAMES (1 << 15)

/* A second-order high-pass for two sides. */
typedef struct {
    float g;
    float scale;
    float band[2]; /* state */
    float low[2];  /* state */
} ps_rumble;

typedef struct {
    ps_room rooms[2];
    ps_quad shelves[PS_ROOM_QUADS]; /* state */
    ps_rumble rumble;
    int32_t diffusion[PS_REVERB_DIFFUSERS][2]; /* frames */
    int32_t rate;
    int32_t shrink;      /* of every ring the first frames >> shrink are in use */
    int32_t fade_frames; /* that a change of size or predelay takes */
    int32_t fade_left;   /* frames in which the other room still goes out */
    int32_t current;     /* room */
    int32_t quiet;       /* frames in which nothing but zeros was written; stops where all are */
    uint32_t position;   /* frames written, wraps */
    float decay;         /* s */
    float damping;       /* Hz */
    float next_size;     /* %, wanted once the fade is over */
    float next_predelay; /* ms, likewise */
    float waiting[PS_REVERB_WAIT_FRAMES][2];
    float diffusers[PS_REVERB_DIFFUSERS][PS_REVERB_DIFFUSER_FRAMES][2];
    _Alignas(64) ps_quad lines[PS_REVERB_LINE_FRAMES][PS_ROOM_QUADS];
} ps_reverb;

/* `reverb` is zeroed and aligned to 64; rate in Hz. */
void ps_reverb_init(ps_reverb *reverb, int32_t rate);
/* At control points: the values of now in the units of the table; the level is not used. */
void ps_reverb_set(ps_reverb *reverb, const float values[PS_REVERB_PARAMETERS]);
/* Stereo frames; writes the reverb alone, about as loud as what comes in. */
void ps_reverb_process(ps_reverb *reverb, const float *in, float *out, int32_t n_frames);
/* Fed with silence it would write zeros for ever, and stay as it is. */
bool ps_reverb_is_silent(const ps_reverb *reverb);
/* Back to silence; what was set remains. */
void ps_reverb_reset(ps_reverb *reverb);
/* Seconds after which an input of full scale has died away to -120 dB. */
double ps_reverb_ring(const float values[PS_REVERB_PARAMETERS]);

#endif
