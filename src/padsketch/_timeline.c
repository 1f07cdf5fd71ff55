/* What was playing when: a key is answered later than it went down, and belongs to what was heard then. */
#include "_engine.h"

static const ps_segment NOTHING = {.pattern = -1, .section = -1};

static ps_era *newest(ps_timeline *timeline)
{
    return &timeline->eras[(timeline->n_eras - 1) % PS_TIMELINE_ERAS];
}

static bool passes_as(const ps_segment *a, const ps_segment *b)
{
    return a->pattern == b->pattern && a->section == b->section && a->millibpm == b->millibpm &&
           a->anchor_frame == b->anchor_frame && a->anchor_position == b->anchor_position;
}

void ps_timeline_note(ps_timeline *timeline, int64_t frame, const ps_segment *segment)
{
    const ps_era era = {frame, segment ? *segment : NOTHING};
    if (timeline->n_eras > 0 && passes_as(&newest(timeline)->segment, &era.segment))
        return;
    if (timeline->n_eras == 0 || newest(timeline)->since < frame)
        timeline->n_eras++;
    *newest(timeline) = era;
}

/* The newest one that had begun; where nothing played in it, what began then. */
static const ps_segment *heard_in(const ps_timeline *timeline, int64_t frame)
{
    const ps_segment *later = &NOTHING;
    const uint32_t n = timeline->n_eras;
    const uint32_t n_known = n < PS_TIMELINE_ERAS ? n : PS_TIMELINE_ERAS;
    for (uint32_t age = 1; age <= n_known; age++) {
        const ps_era *era = &timeline->eras[(n - age) % PS_TIMELINE_ERAS];
        if (era->since <= frame)
            return era->segment.pattern >= 0 ? &era->segment : later;
        later = &era->segment;
    }
    return later;
}

ps_whereabouts ps_timeline_place(const ps_timeline *timeline, int32_t rate, int64_t frame)
{
    const ps_segment *segment = heard_in(timeline, frame);
    ps_whereabouts place = {.pattern = segment->pattern, .section = segment->section};
    if (segment->pattern >= 0)
        place.position = ps_segment_position(segment, rate, frame);
    return place;
}
