/* Note repeat: pads that are held, and when each of them is hit again. Everything is called on audio. */
#ifndef PADSKETCH_REPEAT_H
#define PADSKETCH_REPEAT_H

#include "_engine.h"

#define PS_MAX_HELD 64
#define PS_REPEAT_SHORTEST 10000    /* positions */
#define PS_REPEAT_LONGEST 61440000

typedef struct {
    ps_segment clock; /* counts from the press on, for while nothing plays */
    int32_t pad;
    int32_t velocity;
    float transpose;
} ps_held;

typedef struct {
    ps_held held[PS_MAX_HELD]; /* in the order in which they went down */
    int32_t n_held;
    int64_t rate;              /* positions from one repeat to the next, 0: off */
} ps_repeat;

/* Another rate; off lets go of everything. */
void ps_repeat_set_rate(ps_repeat *repeat, int64_t rate);
bool ps_repeat_is_held(const ps_repeat *repeat, int32_t pad, float transpose);
/* A pad goes down at a frame; one that is down gets another velocity. false: too many are. */
bool ps_repeat_press(ps_repeat *repeat, int64_t frame, int32_t millibpm, int32_t pad, int32_t velocity,
                     float transpose);
void ps_repeat_release(ps_repeat *repeat, int32_t pad, float transpose);
void ps_repeat_release_all(ps_repeat *repeat);
/* After a new score: the tempo of what counts for itself, and pads that are no more. */
void ps_repeat_adopt(ps_repeat *repeat, const ps_score *score, int32_t rate, int64_t frame);
/* The hits of a window that does not reach beyond the current segment. */
void ps_repeat_hits(const ps_repeat *repeat, const ps_transport *transport, const ps_score *score,
                    ps_window window, ps_hit_list *list);

/* The last hit that the pad which went down last would have had in a window that is over, as keys are
 * answered later than they go down; false: none. What was due a whole rate ago is left. */
bool ps_repeat_missed(const ps_repeat *repeat, const ps_transport *transport, const ps_score *score,
                      ps_window window, ps_hit *hit);

#endif
