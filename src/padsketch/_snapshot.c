/* The snapshot: what the player says of itself after a block. */
#include <string.h>

#include "_player.h"

int32_t ps_player_tempo(const ps_player *player)
{
    if (player->transport.has_current)
        return player->transport.current.millibpm;
    return player->sound.score ? player->sound.score->millibpm : 0;
}

static void fill_transport(const ps_player *player, ps_snapshot *snapshot)
{
    const ps_transport *transport = &player->transport;
    const ps_segment *current = &transport->current;
    snapshot->playing = ps_transport_is_playing(transport);
    snapshot->pattern = current->pattern;
    snapshot->section = transport->has_current ? current->section : -1;
    snapshot->queued = transport->queued.pattern;
    snapshot->queued_section = transport->queued.section;
    snapshot->queued_at = transport->queued.pattern < 0 ? -1 : current->length;
    snapshot->scene = transport->has_current && current->is_scene;
    snapshot->count_in = ps_transport_count_in(transport, player->frame);
    snapshot->ended_at = transport->ended_at;
    snapshot->millibpm = ps_player_tempo(player);
    if (transport->has_current)
        snapshot->position =
            ps_segment_position(current, player->sound.rate, player->frame);
}

static void fill_meters(const ps_meter_readings *readings, ps_snapshot *snapshot)
{
    memcpy(snapshot->peaks, readings->peaks, sizeof snapshot->peaks);
    memcpy(snapshot->rms, readings->rms, sizeof snapshot->rms);
    memcpy(snapshot->return_peaks, readings->return_peaks, sizeof snapshot->return_peaks);
    memcpy(snapshot->track_peaks, readings->track_peaks, sizeof snapshot->track_peaks);
    memcpy(snapshot->track_rms, readings->track_rms, sizeof snapshot->track_rms);
    snapshot->correlation = readings->correlation;
    snapshot->true_peak = readings->true_peak;
    snapshot->momentary = readings->momentary;
    snapshot->short_term = readings->short_term;
    snapshot->integrated = readings->integrated;
}

static void fill_mixer(const ps_player *player, ps_snapshot *snapshot)
{
    const ps_mixer *mixer = &player->mixer;
    snapshot->latency = ps_mains_latency(&mixer->mains);
    if (player->sounding_until > 0)
        snapshot->sounding_until = player->sounding_until + snapshot->latency;
    snapshot->ringing = ps_mixer_is_ringing(mixer);
    snapshot->glue_reduction = ps_master_glue_reduction(&mixer->mains.chain);
    snapshot->limiter_reduction = ps_master_limiter_reduction(&mixer->mains.chain);
    for (int32_t track = 0; track < PS_MAX_TRACKS; track++)
        snapshot->track_reductions[track] =
            ps_compressor_reduction(&mixer->strips[track].compressor);
    fill_meters(&mixer->meters.shown, snapshot);
}

void ps_player_publish_snapshot(ps_player *player)
{
    ps_snapshot snapshot = {
        .frame = player->frame,
        .voices = player->voices.n_order,
        .dropped = player->dropped,
        .xruns = player->xruns,
        .recovered = player->recovered,
        .pulls = player->pulls,
        .load = player->load,
        .block = player->block,
        .time = player->time,
        .lost = player->lost,
        .listened = ps_prelistening_place(&player->prelistening, player->frame),
    };
    fill_transport(player, &snapshot);
    fill_mixer(player, &snapshot);
    memcpy(snapshot.track_hits, player->track_hits, sizeof snapshot.track_hits);
    ps_seqlock_write(&player->snapshot, &snapshot);
}
