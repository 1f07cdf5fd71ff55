/* The settings of a hit: the values of its pad, with what its step locks, and where they slide to. */
#ifndef PADSKETCH_SETTINGS_H
#define PADSKETCH_SETTINGS_H

#include <stdbool.h>

#include "_dsp.h"
#include "_glide.h"

/* Units and ranges of the table of parameters; what is not a number has its default. */
typedef struct {
    float values[PS_PAD_PARAMETERS];
    float targets[PS_PAD_PARAMETERS]; /* where there is a slide: what it ends with */
    ps_slide slide;
    uint32_t locked; /* a bit per parameter that the step locks, or slides to */
} ps_settings;

void ps_settings_of_hit(ps_settings *settings, const ps_score *score, const ps_hit *hit);
void ps_settings_of_pad(ps_settings *settings, const ps_pad *pad);
bool ps_settings_locks(uint32_t locked, int32_t parameter);
/* The place of a word among the choices of a parameter. */
int32_t ps_settings_choice(const float values[PS_PAD_PARAMETERS], int32_t parameter);
/* Frames over which a change is drawn out while it sounds. */
int32_t ps_settings_smoothing(int32_t parameter, int32_t rate);

#endif
