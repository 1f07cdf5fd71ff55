/* What the C files share among themselves; nothing in here is seen by Python. */
#ifndef PADSKETCH_ENGINE_H
#define PADSKETCH_ENGINE_H

#include <stdatomic.h>
#include <stdbool.h>

#include "_dsp.h"
#include "_gain.h"
#include "_voices.h"

/* ---- time and hits (_sequence.c) ---- */

/* A stretch of one pattern on the time line. Positions are local: 0 is where the pattern starts. */
typedef struct {
    int64_t anchor_frame;    /* the frame at which anchor_position falls */
    int64_t anchor_position;
    int64_t entry;           /* where the stretch begins: before `start` by what is counted in */
    int64_t start;           /* steps before this one do not belong to the stretch */
    int64_t length;          /* nor do steps from here on; INT64_MAX: open */
    int64_t not_before;      /* hits before this position have sounded already */
    int64_t earliest;        /* frame to which an earlier hit is moved */
    int32_t pattern;
    int32_t section;         /* -1 outside a song */
    int32_t millibpm;
    bool is_scene;           /* its section plays over and over */
} ps_segment;

typedef struct {
    int64_t first;  /* frames, half-open */
    int64_t end;
} ps_window;

#define PS_BY_HAND -1          /* the lane of a hit that no lane played */
#define PS_HAND_KEY UINT32_MAX /* no pattern and no purpose of the sequencer */

/* Hits of a window in the order in which they were found. */
typedef struct {
    ps_hit *hits;
    int32_t n_hits;
    int32_t capacity;
    int32_t n_lost;
} ps_hit_list;

int64_t ps_segment_frame(const ps_segment *segment, int32_t rate, int64_t position);
int64_t ps_segment_position(const ps_segment *segment, int32_t rate, int64_t frame);
/* The smallest position whose frame is not before `frame`. */
int64_t ps_segment_next_position(const ps_segment *segment, int32_t rate, int64_t frame);
void ps_segment_hits(const ps_score *score, const ps_segment *segment, int32_t rate, bool fill,
                     ps_window window, ps_hit_list *list);
void ps_hits_sort(ps_hit_list *list);
/* Positions after the end of a segment in which its late hits may still fall. */
int64_t ps_segment_reach(const ps_score *score, const ps_segment *segment);

/* ---- a segment on the time line (_segment.c) ---- */

/* A whole pattern, alone or as a section has it; where it stands is left open. */
ps_segment ps_segment_of(const ps_score *score, int32_t pattern, int32_t section);
/* Positions that count from a frame on, of no pattern. */
ps_segment ps_segment_clock(int64_t frame, int32_t millibpm);
/* Whether a position of the grid sounds in a window, and at which frame. */
bool ps_segment_finds(const ps_segment *segment, int32_t rate, int64_t position, ps_window window,
                      int64_t *frame);
/* What fell before `frame` does not sound again, and nothing that fell after it comes too late. A segment
 * whose hits may not be earlier than `frame` has not sounded yet. */
void ps_segment_keep_what_sounded(ps_segment *segment, int64_t next_position, int64_t frame);
/* From `frame` on the positions pass at another speed. */
void ps_segment_change_tempo(ps_segment *segment, int32_t rate, int64_t frame, int32_t millibpm);

/* After a new score: its tempo may be another, its section no more. */
void ps_segment_adopt(ps_segment *segment, const ps_score *score, int32_t rate, int64_t frame);

/* ---- what is queued (_wanted.c) ---- */

typedef struct {
    int32_t pattern; /* -1: nothing */
    int32_t section; /* -1: the pattern alone; else the section as a scene */
    int32_t at;      /* PS_AT_ */
    bool goes_on;    /* no scene: the song goes on behind the section */
} ps_wanted;

extern const ps_wanted PS_NOTHING;

bool ps_wanted_is(ps_wanted a, ps_wanted b);
/* As the score has it now; nothing where the section is no more. */
ps_wanted ps_wanted_now(const ps_score *score, ps_wanted wanted);
ps_segment ps_wanted_segment(const ps_score *score, ps_wanted wanted);
/* Where the current segment ends for it: the first bar or end of a pass behind `frame`, and behind what is
 * counted in. */
int64_t ps_wanted_landing(ps_wanted wanted, const ps_score *score, const ps_segment *current, int32_t rate,
                          int64_t frame);

/* ---- the time line behind (_timeline.c): what was playing when ---- */

#define PS_TIMELINE_ERAS 64

/* Where a frame is in the music. */
typedef struct {
    int64_t position; /* 0 where nothing played */
    int32_t pattern;  /* -1: nothing played */
    int32_t section;
} ps_whereabouts;

typedef struct {
    int64_t since;      /* frame */
    ps_segment segment; /* pattern -1: nothing played */
} ps_era;

typedef struct {
    ps_era eras[PS_TIMELINE_ERAS];
    uint32_t n_eras;      /* since creation; the newest ones are kept */
} ps_timeline;

/* From `frame` on; segment NULL: nothing plays. */
void ps_timeline_note(ps_timeline *timeline, int64_t frame, const ps_segment *segment);
/* A frame before all that is known, or just before play started, counts from what came first. */
ps_whereabouts ps_timeline_place(const ps_timeline *timeline, int32_t rate, int64_t frame);

/* ---- the time line (_transport.c): which segments are playing ---- */

#define PS_PAST_SEGMENTS 96 /* eight rolls of a quarter reach over 89 passes of one 1/32 triplet */

typedef struct {
    ps_segment past[PS_PAST_SEGMENTS]; /* newest first; their late hits still fall */
    ps_segment current;
    ps_segment next;
    int32_t n_past;
    int32_t rate;
    ps_wanted queued;
    int32_t song_flags;
    bool has_current;
    bool has_next;
    bool fill;
    int64_t next_known_since; /* frame */
    int64_t clock_start;      /* frame from which control points are counted: where play, or the last
                               * pass of an exact loop, has started, so that it sounds like any other */
    int64_t ended_at;         /* frame, -1 */
    ps_timeline timeline;
} ps_transport;

void ps_transport_init(ps_transport *transport, int32_t rate);
void ps_transport_play_pattern(ps_transport *transport, const ps_score *score, int64_t frame,
                               int32_t pattern, int64_t position, int32_t count_in);
void ps_transport_play_song(ps_transport *transport, const ps_score *score, int64_t frame,
                            int32_t section, int32_t flags);
void ps_transport_stop(ps_transport *transport, int64_t frame);
/* A section that is wanted while nothing plays begins at once; a pattern is not queued then. */
void ps_transport_queue(ps_transport *transport, const ps_score *score, int64_t frame,
                        ps_wanted wanted);
/* After a new score: tempo and lengths may have changed. */
void ps_transport_adopt(ps_transport *transport, const ps_score *score, int64_t frame);
/* Enter the segments that start at or before `frame`; true when a song has just ended. */
bool ps_transport_advance(ps_transport *transport, const ps_score *score, int64_t frame);
/* The frame at which the current segment ends; INT64_MAX where it is open. */
int64_t ps_transport_boundary(const ps_transport *transport);
bool ps_transport_is_playing(const ps_transport *transport);
/* Positions until what is counted in begins; 0 where nothing is. */
int64_t ps_transport_count_in(const ps_transport *transport, int64_t frame);
/* What was playing at a frame that is past, or will be at one that is near. */
ps_whereabouts ps_transport_place(const ps_transport *transport, int64_t frame);
void ps_transport_hits(const ps_transport *transport, const ps_score *score, ps_window window,
                       ps_hit_list *list);

/* ---- drivers (_driver.c, for _outlet.c) ---- */

/* The right to render; false while another thread has it. */
bool ps_player_enter(ps_player *player);
void ps_player_leave(ps_player *player);
int32_t ps_player_rate(const ps_player *player);
/* Who has entered: the frame that is rendered next. */
int64_t ps_player_frame(const ps_player *player);
/* One block for a driver that has entered. time: as of ps_player_pull; underflow: the device says that it
 * ran dry before. */
void ps_player_drive(ps_player *player, float *mix, int32_t n_frames, double time, bool underflow);

/* ---- rings and the snapshot (_ring.c) ---- */

#define PS_RING_SLOTS 1024 /* a power of two */
#define PS_SNAPSHOT_WORDS ((sizeof(ps_snapshot) + 3) / 4)

/* One producer at a time, one consumer; indices run on and wrap at 2^32. */
typedef struct {
    _Alignas(64) _Atomic uint32_t written;
    _Alignas(64) _Atomic uint32_t read;
    atomic_flag producing; /* orders producers among themselves; the consumer never takes it */
    ps_command slots[PS_RING_SLOTS];
} ps_command_ring;

typedef struct {
    _Alignas(64) _Atomic uint32_t written;
    _Alignas(64) _Atomic uint32_t read;
    ps_result slots[PS_RING_SLOTS];
} ps_result_ring;

typedef struct {
    _Atomic uint32_t sequence; /* odd while it is being written */
    _Atomic uint32_t words[PS_SNAPSHOT_WORDS];
} ps_seqlock;

bool ps_command_ring_push(ps_command_ring *ring, const ps_command *command);
/* NULL when empty; the command stays in the ring until it is dropped. */
const ps_command *ps_command_ring_peek(ps_command_ring *ring);
void ps_command_ring_drop(ps_command_ring *ring);
bool ps_result_ring_push(ps_result_ring *ring, const ps_result *result);
uint32_t ps_result_ring_room(ps_result_ring *ring);
bool ps_result_ring_pop(ps_result_ring *ring, ps_result *result);
void ps_seqlock_write(ps_seqlock *lock, const ps_snapshot *snapshot);
void ps_seqlock_read(ps_seqlock *lock, ps_snapshot *snapshot);

#endif
