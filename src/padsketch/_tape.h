/* The tape: the newest frames of a sound that goes on and on, for whoever comes to hear them again. */
#ifndef PADSKETCH_TAPE_H
#define PADSKETCH_TAPE_H

#include <stdint.h>

#include "_dsp.h"

#define PS_TAPE_CHANNELS 2

/* One thread at a time: append frames of the tape's channels, at most as many as it has room for. */
void ps_tape_write(ps_tape *tape, const float *frames, int32_t n_frames);
int32_t ps_tape_channels(const ps_tape *tape);

#endif
