#include "chance.h"

#include <math.h>
#include <stdbool.h>

#include "check.h"

#define PARAMETER(low, high, resting, smoothing) {low, high, resting},
#define GROUP(name, TABLE)                                                                         \
    static const chance_parameter name##_parameters[] = {TABLE(PARAMETER)};                        \
    const chance_group chance_##name = {name##_parameters,                                         \
                                        sizeof name##_parameters / sizeof name##_parameters[0]};

GROUP(pad, PS_PAD_TABLE)
GROUP(track, PS_TRACK_TABLE)
GROUP(delay, PS_DELAY_TABLE)
GROUP(reverb, PS_REVERB_TABLE)
GROUP(master, PS_MASTER_TABLE)

#define WIDE 1000.0f /* a range of times or frequencies */

float chance_share(uint64_t *random)
{
    return (float)(next_random(random) >> 40) * 0x1p-24f;
}

/* In a wide range small values are likelier: most samples are short. */
static float anywhere(const chance_parameter *parameter, uint64_t *random)
{
    const float range = parameter->high - parameter->low;
    const float share = chance_share(random);
    return parameter->low + range * (range > WIDE ? powf(share, 6.0f) : share);
}

static float draw(const chance_parameter *parameter, uint64_t *random)
{
    const int32_t sixteenth = between(random, 0, 15);
    if (sixteenth < 2)
        return sixteenth ? parameter->high : parameter->low;
    return sixteenth < 6 ? anywhere(parameter, random) : parameter->resting;
}

void chance_rest(const chance_group *group, float *values)
{
    for (int32_t i = 0; i < group->n_parameters; i++)
        values[i] = group->parameters[i].resting;
}

void chance_draw(const chance_group *group, float *values, uint64_t *random)
{
    for (int32_t i = 0; i < group->n_parameters; i++)
        values[i] = draw(&group->parameters[i], random);
}

void chance_exceed(const chance_group *group, float *values, uint64_t *random)
{
    const int32_t i = between(random, 0, group->n_parameters - 1);
    const chance_parameter *parameter = &group->parameters[i];
    const float beyond = 0.1f * (parameter->high - parameter->low) * chance_share(random);
    values[i] = between(random, 0, 1) ? parameter->high + beyond : parameter->low - beyond;
}

/* Tunes are locked more often than others: what slides then reads at a pitch that moves. */
ps_lock chance_lock(uint64_t *random)
{
    const int32_t any = between(random, 0, PS_PAD_PARAMETERS + PS_TRACK_PARAMETERS - 1);
    const int32_t i = between(random, 0, 3) == 0 ? PS_PAD_TUNE : any;
    const chance_parameter *parameter = i < PS_PAD_PARAMETERS
                                            ? &chance_pad.parameters[i]
                                            : &chance_track.parameters[i - PS_PAD_PARAMETERS];
    return (ps_lock){i, draw(parameter, random)};
}

static bool is_of_a_pad(int32_t kind)
{
    return kind == PS_TRIGGER || kind == PS_HOLD || kind == PS_RELEASE;
}

/* A pad, pattern, section or switch; one of eight is likely not to exist. */
static int32_t choose(int32_t kind, uint64_t *random)
{
    if (between(random, 0, 7) == 0)
        return between(random, -2, 200);
    return between(random, 0, is_of_a_pad(kind) ? 7 : 3);
}

/* A frame that was heard, a rate of repeats, or a place in a pattern. */
static int64_t choose_position(int32_t kind, uint64_t *random)
{
    const int64_t any = between(random, 0, 1) * between(random, 0, 9000000);
    if (is_of_a_pad(kind))
        return between(random, -1, 1) * any;
    return kind == PS_SET_REPEAT ? any / 20 : any;
}

/* Most commands start something: what never plays proves little. */
ps_command chance_command(uint64_t *random)
{
    static const int32_t starts[] = {PS_PLAY_PATTERN, PS_PLAY_SONG, PS_TRIGGER, PS_HOLD};
    ps_command command = {.kind = between(random, PS_PLAY_PATTERN, PS_LAST_COMMAND)};
    if (between(random, 0, 2) > 0)
        command.kind = starts[between(random, 0, 3)];
    command.a = choose(command.kind, random);
    command.b = between(random, 0, is_of_a_pad(command.kind) ? 128 : 2);
    command.position = choose_position(command.kind, random);
    command.value = (float)(between(random, 0, 1) * between(random, -12, 12));
    return command;
}

int32_t chance_block(uint64_t *random)
{
    const int32_t sixteenth = between(random, 0, 15);
    if (sixteenth == 0)
        return PS_MAX_BLOCK * between(random, 0, 1);
    const float octaves = sixteenth < 3 ? 13.0f : 8.0f; /* 2^13 is PS_MAX_BLOCK */
    return (int32_t)exp2f(octaves * chance_share(random));
}
