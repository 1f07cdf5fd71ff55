/* Between two control points increments are an arithmetic series in whole numbers: a chirp without stairs
 * that may be cut anywhere. */
#include "_pitch.h"

#include <math.h>

#include "_control.h"

#define LOWEST_RATIO (1.0 / 4096.0)
#define HIGHEST_RATIO 4096.0

static uint64_t increment_of(float semitones)
{
    const double ratio = exp2((double)semitones / 12.0);
    const double bounded = fmin(fmax(ratio, LOWEST_RATIO), HIGHEST_RATIO);
    return (uint64_t)llround(bounded * (double)PS_PITCH_ONE);
}

ps_pitch ps_pitch_still(float semitones)
{
    const uint64_t increment = increment_of(semitones);
    return (ps_pitch){.increment = increment, .to = increment, .goal = increment};
}

/* A line ends where the slide does. Each increment is that of the middle between its two frames. */
static void begin_line(ps_pitch *pitch, int32_t n_frames)
{
    const int32_t left = pitch->semitones.left;
    pitch->line = n_frames < left ? n_frames : left;
    pitch->bend = 0;
    if (pitch->line == 0)
        return;
    ps_glide_advance(&pitch->semitones, pitch->line);
    pitch->to = increment_of(ps_glide_value(&pitch->semitones));
    pitch->bend = ((int64_t)pitch->to - (int64_t)pitch->increment) / pitch->line;
    pitch->increment += (uint64_t)(pitch->bend / 2);
}

ps_pitch ps_pitch_sliding(ps_glide semitones, int64_t frame)
{
    ps_pitch pitch = ps_pitch_still(ps_glide_value(&semitones));
    pitch.goal = increment_of(semitones.target);
    pitch.semitones = semitones;
    begin_line(&pitch, ps_control_left(frame));
    return pitch;
}

bool ps_pitch_advance(ps_pitch *pitch, int32_t n_frames)
{
    if (!ps_pitch_moves(pitch))
        return false;
    pitch->increment += (uint64_t)(n_frames * pitch->bend);
    pitch->line -= n_frames;
    if (pitch->line > 0)
        return false;
    pitch->increment = pitch->to;
    begin_line(pitch, PS_CONTROL_FRAMES);
    return true;
}
