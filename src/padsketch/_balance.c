/* Level and pan are what glides and slides; between two control points the gains go in straight lines. */
#include "_balance.h"

#include "_control.h"
#include "_gain.h"

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t gliding_frames(const ps_balance *balance)
{
    return larger(balance->gain[0].left, balance->gain[1].left);
}

/* What level and pan ask for in so many frames. */
static void find_gains(const ps_balance *balance, int32_t ahead, float gains[2])
{
    const float level_db = ps_glide_value_after(&balance->level_db, ahead);
    const float gain = balance->own_gain * ps_level_gain(level_db);
    const float pan = ps_glide_value_after(&balance->pan, ahead);
    ps_pan_gains(pan + balance->own_pan, balance->is_mono, gains);
    gains[0] *= gain;
    gains[1] *= gain;
}

static void set_gains(ps_balance *balance)
{
    float gains[2];
    find_gains(balance, 0, gains);
    ps_glide_set(&balance->gain[0], gains[0]);
    ps_glide_set(&balance->gain[1], gains[1]);
}

static void aim_gains(ps_balance *balance, int32_t n_frames)
{
    float gains[2];
    find_gains(balance, n_frames, gains);
    ps_glide_aim(&balance->gain[0], gains[0], n_frames);
    ps_glide_aim(&balance->gain[1], gains[1], n_frames);
}

void ps_balance_start(ps_balance *balance, const float values[PS_PAD_PARAMETERS])
{
    ps_glide_set(&balance->level_db, values[PS_PAD_LEVEL_DB]);
    ps_glide_set(&balance->pan, values[PS_PAD_PAN]);
    set_gains(balance);
}

/* ---- slides ---- */

void ps_balance_slide(ps_balance *balance, const float to[PS_PAD_PARAMETERS], ps_slide slide, int64_t frame)
{
    ps_glide_slide(&balance->level_db, balance->level_db.target, to[PS_PAD_LEVEL_DB], slide);
    ps_glide_slide(&balance->pan, balance->pan.target, to[PS_PAD_PAN], slide);
    set_gains(balance);
    if (ps_balance_is_sliding(balance))
        ps_balance_steer(balance, frame);
}

static int32_t sliding_frames(const ps_balance *balance)
{
    return larger(balance->level_db.left, balance->pan.left);
}

bool ps_balance_is_sliding(const ps_balance *balance)
{
    return sliding_frames(balance) > 0;
}

void ps_balance_steer(ps_balance *balance, int64_t frame)
{
    const int32_t line = smaller(ps_control_left(frame), sliding_frames(balance));
    aim_gains(balance, larger(gliding_frames(balance), line));
}

void ps_balance_slide_on(ps_balance *balance, int32_t n_frames)
{
    ps_glide_advance(&balance->level_db, n_frames);
    ps_glide_advance(&balance->pan, n_frames);
}

/* ---- settings that move ---- */

/* true: it is another value. */
static bool follow(ps_glide *glide, const float *value)
{
    if (!value || *value == glide->target)
        return false;
    ps_glide_set(glide, *value);
    return true;
}

void ps_balance_follow(ps_balance *balance, const float *level_db, const float *pan, int32_t n_frames)
{
    const bool moves_level = follow(&balance->level_db, level_db);
    const bool moves_pan = follow(&balance->pan, pan);
    if (moves_level || moves_pan)
        aim_gains(balance, n_frames);
}

/* ---- sound ---- */

float ps_balance_level(const ps_balance *balance)
{
    const float left = balance->gain[0].target, right = balance->gain[1].target;
    return left > right ? left : right;
}

bool ps_balance_is_still(const ps_balance *balance)
{
    return gliding_frames(balance) == 0;
}

int32_t ps_balance_add(ps_balance *balance, const float *frames, int32_t n_channels, const float *gains,
                       float *bus, int32_t n_frames)
{
    ps_glide *left = &balance->gain[0], *right = &balance->gain[1];
    const int32_t n_gliding = smaller(n_frames, gliding_frames(balance));
    for (int32_t i = 0; i < n_gliding; i++) {
        const float *frame = frames + i * n_channels;
        bus[2 * i] += frame[0] * (ps_glide_value(left) * gains[i]);
        bus[2 * i + 1] += frame[n_channels - 1] * (ps_glide_value(right) * gains[i]);
        ps_glide_advance(left, 1);
        ps_glide_advance(right, 1);
    }
    return n_gliding;
}
