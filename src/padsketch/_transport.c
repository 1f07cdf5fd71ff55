/* Which pattern plays where on the time line: the segments that were, the one that is, the next. */
#include <string.h>

#include "_engine.h"

#define OPEN INT64_MAX
#define MOST_COUNTED_IN 16 /* bars */

void ps_transport_init(ps_transport *transport, int32_t rate)
{
    memset(transport, 0, sizeof *transport);
    transport->rate = rate;
    transport->current.pattern = -1;
    transport->current.section = -1;
    transport->queued = PS_NOTHING;
    transport->ended_at = -1;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The time line behind keeps what has changed. */
static void note(ps_transport *transport, int64_t frame)
{
    ps_timeline_note(&transport->timeline, frame,
                     transport->has_current ? &transport->current : NULL);
}

static int64_t section_length(const ps_score *score, int32_t section)
{
    const ps_section *entry = &score->sections[section];
    return entry->repeats * score->patterns[entry->pattern].length;
}

/* The section after the current one; -1 where the song is over. */
static int32_t following_section(const ps_transport *transport, const ps_score *score)
{
    const int32_t next = transport->current.section + 1;
    if (next < score->n_sections)
        return next;
    return transport->song_flags == PS_SONG_ONCE ? -1 : 0;
}

static void place_next(ps_transport *transport, ps_segment next, bool on_whole_frame)
{
    const ps_segment *current = &transport->current;
    next.earliest = transport->next_known_since;
    if (on_whole_frame || next.millibpm != current->millibpm) {
        next.anchor_frame = ps_transport_boundary(transport);
    } else {
        next.anchor_frame = current->anchor_frame;
        next.anchor_position = current->anchor_position - current->length;
    }
    transport->next = next;
    transport->has_next = true;
}

static void plan_song(ps_transport *transport, const ps_score *score)
{
    ps_segment *current = &transport->current;
    current->length = section_length(score, current->section);
    const int32_t section = following_section(transport, score);
    if (section < 0)
        return;
    const bool wraps = section <= current->section;
    place_next(transport, ps_segment_of(score, score->sections[section].pattern, section),
               wraps && transport->song_flags == PS_SONG_LOOPS_EXACT);
}

/* Decide where the current segment ends and what follows; called whenever either may have changed. */
static void plan(ps_transport *transport, const ps_score *score, int64_t frame)
{
    transport->has_next = false;
    if (!transport->has_current)
        return;
    transport->queued = ps_wanted_now(score, transport->queued);
    if (transport->queued.pattern >= 0) {
        transport->current.length =
            ps_wanted_landing(transport->queued, score, &transport->current, transport->rate, frame);
        place_next(transport, ps_wanted_segment(score, transport->queued), false);
    } else if (transport->current.section >= 0 && !transport->current.is_scene) {
        plan_song(transport, score);
    } else {
        transport->current.length = OPEN;
    }
}

static void begin(ps_transport *transport, const ps_score *score, int64_t frame, ps_segment first)
{
    first.anchor_frame = frame;
    first.earliest = frame;
    transport->current = first;
    transport->has_current = true;
    transport->n_past = 0;
    transport->queued = PS_NOTHING;
    transport->ended_at = -1;
    transport->next_known_since = frame;
    transport->clock_start = frame;
    plan(transport, score, frame);
    note(transport, frame);
}

static int64_t clamped(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

void ps_transport_play_pattern(ps_transport *transport, const ps_score *score, int64_t frame,
                               int32_t pattern, int64_t position, int32_t count_in)
{
    const int64_t bars = clamped(count_in, 0, MOST_COUNTED_IN);
    ps_segment first = ps_segment_of(score, pattern, -1);
    first.start = position;
    first.entry = position - bars * score->patterns[pattern].bar;
    first.anchor_position = first.entry;
    begin(transport, score, frame, first);
}

void ps_transport_play_song(ps_transport *transport, const ps_score *score, int64_t frame,
                            int32_t section, int32_t flags)
{
    if (section < 0 || section >= score->n_sections)
        return;
    transport->song_flags = flags;
    begin(transport, score, frame,
          ps_segment_of(score, score->sections[section].pattern, section));
}

void ps_transport_stop(ps_transport *transport, int64_t frame)
{
    transport->has_current = false;
    transport->has_next = false;
    transport->n_past = 0;
    transport->queued = PS_NOTHING;
    transport->ended_at = -1;
    note(transport, frame);
}

static void leave_current(ps_transport *transport)
{
    memmove(&transport->past[1], &transport->past[0],
            (PS_PAST_SEGMENTS - 1) * sizeof transport->past[0]);
    transport->past[0] = transport->current;
    if (transport->n_past < PS_PAST_SEGMENTS)
        transport->n_past++;
}

/* What is counted in is still counted in. */
static void switch_at_once(ps_transport *transport, const ps_score *score, int64_t frame,
                           ps_wanted wanted)
{
    ps_segment *current = &transport->current;
    const int64_t position = ps_segment_position(current, transport->rate, frame);
    const int64_t next = ps_segment_next_position(current, transport->rate, frame);
    const int64_t start = later(next, current->start);
    const int64_t length = score->patterns[wanted.pattern].length;
    const int64_t pass = later(position, start) / length * length;
    current->length = next;
    leave_current(transport);
    *current = ps_wanted_segment(score, wanted);
    current->anchor_frame = frame;
    current->anchor_position = position - pass;
    current->entry = next - pass;
    current->start = start - pass;
    current->earliest = frame;
    transport->queued = PS_NOTHING;
}

static void queue(ps_transport *transport, const ps_score *score, int64_t frame, ps_wanted wanted)
{
    transport->queued = wanted;
    transport->next_known_since = frame;
    if (wanted.pattern >= 0 && wanted.at == PS_AT_ONCE)
        switch_at_once(transport, score, frame, wanted);
    plan(transport, score, frame);
    note(transport, frame);
}

void ps_transport_queue(ps_transport *transport, const ps_score *score, int64_t frame,
                        ps_wanted wanted)
{
    if (wanted.goes_on)
        transport->song_flags = PS_SONG_LOOPS;
    if (!transport->has_current && wanted.section >= 0)
        begin(transport, score, frame, ps_wanted_segment(score, wanted));
    else if (transport->has_current && !ps_wanted_is(transport->queued, wanted))
        queue(transport, score, frame, wanted);
}

void ps_transport_adopt(ps_transport *transport, const ps_score *score, int64_t frame)
{
    const ps_segment before = transport->next;
    const bool had_next = transport->has_next;
    for (int32_t i = 0; i < transport->n_past; i++)
        ps_segment_adopt(&transport->past[i], score, transport->rate, frame);
    if (transport->has_current)
        ps_segment_adopt(&transport->current, score, transport->rate, frame);
    plan(transport, score, frame);
    if (had_next && transport->has_next) {
        transport->next.not_before = before.not_before;
        transport->next.earliest = before.earliest;
        ps_segment_keep_what_sounded(
            &transport->next, ps_segment_next_position(&before, transport->rate, frame), frame);
    }
    note(transport, frame);
}

int64_t ps_transport_boundary(const ps_transport *transport)
{
    if (!transport->has_current || transport->current.length == OPEN)
        return INT64_MAX;
    return ps_segment_frame(&transport->current, transport->rate, transport->current.length);
}

static void forget_the_silent(ps_transport *transport, const ps_score *score, int64_t frame)
{
    while (transport->n_past > 0) {
        const ps_segment *oldest = &transport->past[transport->n_past - 1];
        const int64_t last = oldest->length + ps_segment_reach(score, oldest);
        if (frame <= ps_segment_frame(oldest, transport->rate, last))
            return;
        transport->n_past--;
    }
}

static void enter_next(ps_transport *transport, int64_t frame)
{
    const bool has_wrapped = transport->next.section == 0;
    transport->current = transport->next;
    if (has_wrapped && transport->song_flags == PS_SONG_LOOPS_EXACT)
        transport->clock_start = frame;
}

bool ps_transport_advance(ps_transport *transport, const ps_score *score, int64_t frame)
{
    bool ended = false;
    while (ps_transport_boundary(transport) <= frame) {
        const int64_t boundary = ps_transport_boundary(transport);
        leave_current(transport);
        transport->has_current = transport->has_next;
        transport->next_known_since = boundary;
        transport->queued = PS_NOTHING;
        if (transport->has_next) {
            enter_next(transport, boundary);
        } else {
            transport->ended_at = boundary;
            ended = true;
        }
        plan(transport, score, frame);
        note(transport, boundary);
    }
    forget_the_silent(transport, score, frame);
    return ended;
}

bool ps_transport_is_playing(const ps_transport *transport)
{
    return transport->has_current || transport->n_past > 0;
}

int64_t ps_transport_count_in(const ps_transport *transport, int64_t frame)
{
    const ps_segment *current = &transport->current;
    if (!transport->has_current || current->entry >= current->start)
        return 0;
    return later(current->start - ps_segment_position(current, transport->rate, frame), 0);
}

ps_whereabouts ps_transport_place(const ps_transport *transport, int64_t frame)
{
    const ps_segment *next = &transport->next;
    if (!transport->has_next || frame < ps_transport_boundary(transport))
        return ps_timeline_place(&transport->timeline, transport->rate, frame);
    return (ps_whereabouts){ps_segment_position(next, transport->rate, frame), next->pattern,
                            next->section};
}

/* A song that is over has let go of what it held: a loop that comes later is let go at once. */
static void let_go_of_loops(const ps_score *score, ps_hit_list *list)
{
    for (int32_t i = 0; i < list->n_hits; i++)
        if (list->hits[i].duration < 0 && score->pads[list->hits[i].pad].mode == PS_LOOP)
            list->hits[i].duration = 0;
}

void ps_transport_hits(const ps_transport *transport, const ps_score *score, ps_window window,
                       ps_hit_list *list)
{
    const bool fill = transport->fill;
    for (int32_t i = transport->n_past - 1; i >= 0; i--)
        ps_segment_hits(score, &transport->past[i], transport->rate, fill, window, list);
    if (transport->has_current)
        ps_segment_hits(score, &transport->current, transport->rate, fill, window, list);
    if (transport->has_next)
        ps_segment_hits(score, &transport->next, transport->rate, fill, window, list);
    if (transport->ended_at >= 0)
        let_go_of_loops(score, list);
}
