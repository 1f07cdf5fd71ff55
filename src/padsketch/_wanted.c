/* What is queued: a pattern or a section, and where it lands. */
#include "_engine.h"

const ps_wanted PS_NOTHING = {.pattern = -1, .section = -1};

bool ps_wanted_is(ps_wanted a, ps_wanted b)
{
    return a.pattern == b.pattern && a.section == b.section && a.goes_on == b.goes_on &&
           (a.pattern < 0 || a.at == b.at);
}

ps_wanted ps_wanted_now(const ps_score *score, ps_wanted wanted)
{
    if (wanted.section >= score->n_sections)
        return PS_NOTHING;
    if (wanted.section >= 0)
        wanted.pattern = score->sections[wanted.section].pattern;
    return wanted;
}

ps_segment ps_wanted_segment(const ps_score *score, ps_wanted wanted)
{
    ps_segment segment = ps_segment_of(score, wanted.pattern, wanted.section);
    segment.is_scene = wanted.section >= 0 && !wanted.goes_on;
    return segment;
}

int64_t ps_wanted_landing(ps_wanted wanted, const ps_score *score, const ps_segment *current, int32_t rate,
                          int64_t frame)
{
    const ps_pattern *pattern = &score->patterns[current->pattern];
    const int64_t unit = wanted.at == PS_AT_BAR ? pattern->bar : pattern->length;
    const int64_t now = ps_segment_next_position(current, rate, frame + 1);
    const int64_t after = now > current->start ? now : current->start + 1;
    return ((after - 1) / unit + 1) * unit;
}
