/* A segment: a stretch of one pattern, or a clock of its own, on the time line. */
#include "_engine.h"

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int32_t tempo_of(const ps_score *score, int32_t section)
{
    const int32_t own = section < 0 ? 0 : score->sections[section].millibpm;
    return own > 0 ? own : score->millibpm;
}

ps_segment ps_segment_of(const ps_score *score, int32_t pattern, int32_t section)
{
    return (ps_segment){
        .length = INT64_MAX,
        .not_before = INT64_MIN,
        .earliest = INT64_MIN,
        .pattern = pattern,
        .section = section,
        .millibpm = tempo_of(score, section),
    };
}

ps_segment ps_segment_clock(int64_t frame, int32_t millibpm)
{
    return (ps_segment){
        .anchor_frame = frame,
        .length = INT64_MAX,
        .not_before = INT64_MIN,
        .earliest = frame,
        .pattern = -1,
        .section = -1,
        .millibpm = millibpm,
    };
}

bool ps_segment_finds(const ps_segment *segment, int32_t rate, int64_t position, ps_window window,
                      int64_t *frame)
{
    if (position < later(segment->entry, segment->not_before) || position >= segment->length)
        return false;
    *frame = later(ps_segment_frame(segment, rate, position), segment->earliest);
    return *frame >= window.first && *frame < window.end;
}

void ps_segment_keep_what_sounded(ps_segment *segment, int64_t next_position, int64_t frame)
{
    if (segment->earliest >= frame)
        return;
    segment->not_before = later(segment->not_before, next_position);
    segment->earliest = frame;
}

void ps_segment_change_tempo(ps_segment *segment, int32_t rate, int64_t frame, int32_t millibpm)
{
    if (segment->millibpm == millibpm)
        return;
    ps_segment_keep_what_sounded(segment, ps_segment_next_position(segment, rate, frame), frame);
    segment->anchor_position = ps_segment_position(segment, rate, frame);
    segment->anchor_frame = frame;
    segment->millibpm = millibpm;
}

void ps_segment_adopt(ps_segment *segment, const ps_score *score, int32_t rate, int64_t frame)
{
    if (segment->section >= score->n_sections) {
        segment->section = -1;
        segment->is_scene = false;
    }
    ps_segment_change_tempo(segment, rate, frame, tempo_of(score, segment->section));
}
