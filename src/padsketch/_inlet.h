/* The inlet: what an input stream calls back. Everything is called on the stream's thread. */
#ifndef PADSKETCH_INLET_H
#define PADSKETCH_INLET_H

#include <stdbool.h>
#include <stdint.h>

#include "_dsp.h"

#define PS_INPUT_OVERFLOW 2u /* PortAudio's flag */

/* Put a block on the tape. player_frame: with which the player began the block, -1: it was not asked. */
void ps_inlet_hear(ps_inlet *inlet, const float *input, int32_t n_frames, int64_t player_frame,
                   bool slipped);
/* Add a block that comes in to stereo frames that go out, as loud as it is monitored. */
void ps_inlet_monitor(ps_inlet *inlet, const float *input, float *mix, int32_t n_frames);

#endif
