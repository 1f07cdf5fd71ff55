/* The C contract of padsketch: read by the compiler and, line by line, by cffi.
 *
 * Threads: "audio" is the one thread that calls ps_player_render or ps_player_pull; "any" is every
 * other. Score and bank are immutable from the moment they are pushed until they come back.
 * Units: frame = one time index; position = 1/1000 tick = 1/960000 quarter note; gain is linear. */
#ifndef PADSKETCH_DSP_H
#define PADSKETCH_DSP_H

#include <stddef.h>
#include <stdint.h>

#include "_parameters.h"

#define PS_MAX_TRACKS 64
#define PS_MAX_VOICES 1024
#define PS_MAX_BLOCK 8192
#define PS_SUB_BLOCK 256 /* frames rendered at once; its borders are multiples in absolute frames */
#define PS_SAMPLE_MARGIN 256 /* zero frames that the caller lays before and after every sample */
#define PS_PATTERNS 128
#define PS_RETURNS 2       /* stems behind those of the tracks: */
#define PS_DELAY_RETURN 0
#define PS_REVERB_RETURN 1
#define PS_NO_LOUDNESS -120 /* LUFS where nothing was measured */
#define PS_NO_LEAD -4611686018427387904

/* Pad modes. */
#define PS_ONE_SHOT 0
#define PS_GATE 1
#define PS_LOOP 2

/* Which of the layers that a velocity reaches play. */
#define PS_STACK 0       /* all */
#define PS_ROUND_ROBIN 1 /* one after the other */
#define PS_RANDOM 2      /* one by chance, never the same twice in a row */

/* Conditions of a step. */
#define PS_ALWAYS 0
#define PS_RATIO 1
#define PS_FILL 2
#define PS_FIRST 3
#define PS_PREV 4
#define PS_NEIGHBOUR 5

/* The order in which a lane plays its steps. */
#define PS_LANE_FORWARD 0
#define PS_LANE_BACKWARD 1
#define PS_LANE_PING_PONG 2 /* every other pass backward */
#define PS_LANE_RANDOM 3    /* every place of a pass draws a step of its own */

/* Commands. */
#define PS_PUBLISH 1      /* score, bank: play these from this block on */
#define PS_PLAY_PATTERN 2 /* a: pattern; b: bars to count in; position: where in it */
#define PS_PLAY_SONG 3    /* a: section; b: PS_SONG_ flags */
#define PS_STOP 4
#define PS_PANIC 5        /* fade every voice, stop */
#define PS_QUEUE 6        /* a: pattern, -1 takes a queued one back; b: PS_AT_ */
#define PS_TRIGGER 7      /* a: pad; b: velocity 1-127; value: transpose; position: frame heard, -1: now */
#define PS_RELEASE 8      /* a: pad; value: transpose; position: frame heard, -1: now */
#define PS_SET_FILL 9     /* a: 0 or 1 */
#define PS_SET_MASTER 10  /* a: 0 bypasses the master chain */
#define PS_RESTART_METERS 11 /* integrated loudness and true peak start anew */
#define PS_SET_METERS 12     /* a: 0 measures nothing, which saves time */
#define PS_HOLD 13           /* PS_TRIGGER, and again and again while repeats are on, until PS_RELEASE */
#define PS_SET_REPEAT 14     /* position: from one repeat to the next, 0: off */
#define PS_SET_METRONOME 15  /* a: 0 or 1 */
#define PS_SET_METRONOME_LEVEL 16 /* value: dB */
#define PS_QUEUE_SECTION 17  /* a: section, as a scene; b: PS_AT_; plays at once where nothing does;
                              * position: 1 is no scene, the song goes on behind it */
#define PS_LISTEN 18 /* prelisten: in place of the one before, NULL: no more; needs no score */
#define PS_LAST_COMMAND 18

#define PS_SONG_ONCE 0
#define PS_SONG_LOOPS 1
#define PS_SONG_LOOPS_EXACT 2 /* every pass starts on a whole frame: all passes have the same bits */

#define PS_AT_END 0
#define PS_AT_BAR 1
#define PS_AT_ONCE 2

/* When a sound that is listened to begins: at once as well where nothing plays. */
#define PS_LISTEN_NOW 0
#define PS_LISTEN_BEAT 1
#define PS_LISTEN_BAR 2

/* Builds of the inner loops; all give the same bits. */
#define PS_PLAIN 0
#define PS_AVX2 1
#define PS_AVX512 2

/* Results. */
#define PS_RETIRED_SCORE 1
#define PS_RETIRED_BANK 2
#define PS_PLAYED 3
#define PS_RETIRED_PRELISTEN 4

typedef struct {
    const float *frames; /* interleaved, first real frame; PS_SAMPLE_MARGIN zero frames around it.
                          * NULL: not there yet */
    int64_t n_frames;    /* >= 0 */
    int32_t n_channels;  /* 1 or 2 */
    int32_t reserved;
} ps_sample;

typedef struct ps_renditions ps_renditions;

typedef struct {
    const ps_sample *samples;
    ps_renditions *renditions; /* NULL: none */
    int32_t n_samples;
    int32_t n_users; /* voices that play from this bank; written by audio only, starts at 0 */
} ps_bank;

/* A reading that does not loop, as pads, layers, locks and sections ask for it. */
typedef struct {
    int64_t start;     /* frames of the sample, half-open; what does not fit is clamped */
    int64_t end;
    int32_t sample;    /* index into the bank */
    int32_t direction; /* PS_DIRECTION_ */
    float semitones;   /* of pitch, the sum of all tunes */
    int32_t reserved;
} ps_wish;

typedef struct {
    int32_t sample;   /* index into the bank */
    int32_t low;      /* velocity range, both ends inclusive */
    int32_t high;
    float gain;
    float pan;        /* -1..1, added to the pad's */
    float tune;       /* semitones, added to the pad's */
    float start;      /* milliseconds, added to the pad's */
    float end;        /* milliseconds into the sample, 0: the pad's */
} ps_layer;

typedef struct {
    int32_t first_layer;
    int32_t n_layers;
    int32_t mode;
    int32_t choke;    /* group 1.., 0: none */
    int32_t layering; /* PS_STACK.. */
    float values[PS_PAD_PARAMETERS];     /* as in the table of parameters, in its units */
} ps_pad;

typedef struct {
    int32_t audible;   /* 0 or 1: mute and solo resolved */
    int32_t sidechain; /* track whose voices the compressor listens to, -1: its own */
    float values[PS_TRACK_PARAMETERS];
} ps_track;

typedef struct {
    int32_t parameter; /* of the pad; from PS_PAD_PARAMETERS on, of the track */
    float value;      /* in the parameter's unit, replaces the pad's */
} ps_lock;

typedef struct {
    uint8_t velocity; /* 0 is a rest */
    uint8_t chance;   /* percent */
    uint8_t condition;
    uint8_t negated;
    uint8_t a;        /* of an A:B condition */
    uint8_t b;
    uint8_t rolls;    /* 1-8 hits */
    int8_t ramp;      /* percent of velocity gained by the last hit of a roll */
    int32_t nudge;    /* positions */
    int32_t rate;     /* positions between the hits of a roll, 0: they share the step */
    float length;     /* steps, 0: the mode of the pad decides */
    int32_t slides;   /* 0 or 1: its locks glide to those of the next step that plays */
    int32_t first_lock;
    int32_t n_locks;
} ps_step;

typedef struct {
    int64_t step;      /* a step is step / parts positions long */
    int32_t parts;     /* > 0 */
    int32_t pad;
    int32_t first_step;
    int32_t n_steps;   /* > 0; a pass of the lane */
    uint32_t key;      /* address of the lane in the hash */
    int32_t swing;     /* hundredths of a percent, 5000-7500 */
    int32_t direction; /* PS_LANE_ */
    int32_t rotation;  /* places by which every step is played later, 0 .. n_steps - 1 */
    int32_t early;     /* positions by which its hits may come before the grid, at most */
    int32_t late;      /* and behind it; more costs time, less loses hits */
} ps_lane;

typedef struct {
    int64_t length;   /* positions, > 0 */
    int64_t bar;      /* positions of one bar of the meter */
    int64_t beat;     /* of one beat of it */
    int32_t first_lane;
    int32_t n_lanes;
    uint32_t key;
    int32_t swing;    /* hundredths of a percent, 5000-7500, of what is played by hand */
} ps_pattern;

typedef struct {
    uint64_t mute;    /* bit per pad: its lane is silent in this section */
    int32_t pattern;
    int32_t repeats;  /* > 0 */
    int32_t millibpm; /* 0: the tempo of the score */
    float transpose;  /* semitones */
    int32_t fill;     /* 0 or 1: what waits for a fill plays */
    int32_t reserved;
} ps_section;

typedef struct {
    uint64_t seed;
    const ps_pattern *patterns; /* PS_PATTERNS of them */
    const ps_lane *lanes;
    const ps_step *steps;
    const ps_lock *locks;
    const ps_section *sections;
    const ps_pad *pads;
    const ps_layer *layers;
    const ps_track *tracks;     /* one per pad */
    int32_t n_sections;
    int32_t n_pads;             /* <= PS_MAX_TRACKS */
    int32_t millibpm;
    float delay[PS_DELAY_PARAMETERS];
    float reverb[PS_REVERB_PARAMETERS];
    float master[PS_MASTER_PARAMETERS];
} ps_score;

typedef struct {
    int64_t frame;     /* where it starts */
    int64_t duration;  /* frames until its note-off, -1: none */
    int32_t pad;
    int32_t velocity;  /* 1-127 */
    int32_t first_lock;
    int32_t n_locks;
    float transpose;   /* semitones */
    int32_t lane;      /* index into the score's lanes, -1: played by hand */
    int64_t step;      /* count of the lane's steps since its pattern started */
    uint64_t random;   /* the hash of its address, for the choice of a layer */
    int64_t position;  /* since its pattern started, exact, also where its frame was moved */
    int64_t held;      /* positions until its note-off, -1: none */
    int32_t pattern;
    int32_t section;   /* -1 outside a song */
    int32_t slide;     /* frames in which its step slides to the locks of another, 0: it does not */
    int32_t slid;      /* frames of them that are over, by the rolls of its step */
    int32_t first_target; /* of the locks that it slides to */
    int32_t n_targets;
} ps_hit;

/* A sound that is listened to before it is used, behind the mains: no export, stem or meter has it. Immutable
 * until it comes back, which it does when another one or NULL has taken its place, or at its end. */
typedef struct {
    const float *frames; /* interleaved, at the engine's rate, finite */
    int64_t n_frames;    /* > 0 */
    int32_t n_channels;  /* 1 or 2 */
    int32_t loops;       /* 0 or 1 */
    int32_t at;          /* PS_LISTEN_ */
    float gain;
} ps_prelisten;

typedef struct {
    ps_score *score;
    ps_bank *bank;
    ps_prelisten *prelisten;
    int64_t position;
    int32_t kind;
    int32_t a;
    int32_t b;
    float value;
} ps_command;

/* What a hand has played, and when: in frames and positions of the music that was heard then. */
typedef struct {
    int64_t frame;
    int64_t position;  /* since its pattern started, negative before; 0 where nothing played */
    int32_t pad;
    int32_t velocity;  /* 1-127, 0 for a release */
    float transpose;   /* semitones */
    int32_t pattern;   /* -1: nothing played */
    int32_t section;   /* -1: none */
    int32_t is_release;
} ps_played;

typedef struct {
    void *pointer;    /* of what is retired */
    ps_played played;
    int32_t kind;
    int32_t reserved;
} ps_result;

typedef struct {
    int64_t frame;          /* frames rendered since creation */
    int64_t position;       /* in the playing pattern since it started */
    int64_t sounding_until; /* frame after the last one that a voice or a tail was heard in */
    int64_t ended_at;       /* frame at which a song that plays once ended, -1 before */
    int32_t playing;
    int32_t pattern;        /* -1 before the first play */
    int32_t section;        /* -1 outside a song */
    int32_t queued;         /* pattern, -1: none */
    int32_t millibpm;
    int32_t voices;
    int32_t ringing;        /* 1 while tails of strips and returns may still be heard */
    uint32_t dropped;       /* hits that found no room in their sub-block */
    uint32_t xruns;         /* underflows the device told us of */
    uint32_t recovered;     /* buses, strips, returns and mains that were reset for a NaN or an infinity */
    uint32_t pulls;         /* blocks a driver has pulled: the heartbeat */
    float load;             /* share of the last block's time that rendering took */
    int32_t latency;        /* frames by which the master chain is late, 0 where it is bypassed */
    float peaks[2];         /* linear; master, over the last meter window */
    float rms[2];
    float correlation;      /* -1..1 */
    float true_peak;        /* linear, highest since the meters were restarted */
    float momentary;        /* LUFS */
    float short_term;
    float integrated;
    float glue_reduction;   /* dB, >= 0 */
    float limiter_reduction;
    float return_peaks[PS_RETURNS];
    float track_peaks[PS_MAX_TRACKS];
    float track_rms[PS_MAX_TRACKS];
    float track_reductions[PS_MAX_TRACKS];
    uint32_t track_hits[PS_MAX_TRACKS];
    int64_t block;          /* first frame of the newest block */
    double time;            /* s of the driver's clock at which it is heard, 0: no driver said so */
    int64_t count_in;       /* positions until the counted-in pattern begins, 0: none is */
    int64_t queued_at;      /* position at which the playing one ends for what is queued, -1: nothing is */
    int32_t queued_section; /* -1: none */
    int32_t scene;          /* 1 while a section plays as a scene, over and over */
    uint32_t lost;          /* PS_PLAYED that found no room among the results */
    int32_t reserved;
    int64_t listened;       /* frame of the sound that is listened to, -1: none is heard */
} ps_snapshot;

typedef struct ps_player ps_player;
typedef struct ps_kernels ps_kernels;
typedef struct ps_outlet ps_outlet;
typedef struct ps_inlet ps_inlet;
typedef struct ps_tape ps_tape;

/* Interpolation kernels: built once, shared by every player, read only afterwards. */
size_t ps_kernels_size(void);
void ps_kernels_init(ps_kernels *kernels);

/* Any thread: how many of PS_PLAIN, PS_AVX2, PS_AVX512 this processor has. */
int32_t ps_instruction_sets(void);
/* Any thread, for the whole process: 0 where the processor does not have that one. */
int32_t ps_use_instruction_set(int32_t set);

/* Any thread but one at a time for a bank, also while it plays. Lend frames to a sample that had none: the
 * next hit has them. */
void ps_sample_fill(ps_sample *sample, const float *frames, int64_t n_frames, int32_t n_channels);

/* A rendition is what a reading gives, kept in memory: a voice that finds one plays the same bits for less.
 * The table of a bank is zeroed memory of ps_renditions_size() bytes; it lives as long as the bank. */
size_t ps_renditions_size(void);
/* One thread at a time for a bank, also while it plays. Frames that a rendition of this wish has; 0 where
 * there is no need (at its own pitch), no sample, no room in the table, or one already. */
int64_t ps_rendition_frames(const ps_bank *bank, const ps_kernels *kernels, const ps_wish *wish);
/* The same thread: make it in as many frames (mono stays mono), which live as long as the bank. */
void ps_rendition_make(const ps_bank *bank, const ps_kernels *kernels, const ps_wish *wish, float *frames);

/* The caller hands in zeroed memory of ps_player_size() bytes, aligned to 64, that outlives all calls. */
size_t ps_player_size(void);
void ps_player_init(ps_player *player, const ps_kernels *kernels, int32_t rate);

/* Any thread; a spin flag orders several producers. 0 when the ring is full. */
int32_t ps_player_push(ps_player *player, const ps_command *command);
/* One thread at a time; 0 when there is nothing. */
int32_t ps_player_collect(ps_player *player, ps_result *result);
/* Any thread. */
void ps_player_snapshot(ps_player *player, ps_snapshot *snapshot);

/* Audio. mix: (n_frames, 2). stems: (n_stems, n_frames, 2): tracks, then PS_RETURNS returns; n_stems 0 or
 * PS_RETURNS..PS_MAX_TRACKS + PS_RETURNS; silence where no pad has that track. n_frames 0..PS_MAX_BLOCK. */
void ps_player_render(ps_player *player, float *mix, float *stems, int32_t n_stems,
                      int32_t n_frames);
/* Audio: a block for a driver; silence, and 0, while another thread is still rendering. time: when its first
 * frame is heard, in seconds of the clock that the snapshot is read by; 0: unknown. */
int32_t ps_player_pull(ps_player *player, float *mix, int32_t n_frames, double time);
/* Audio: the hits of the next n_frames without their sound; the transport moves on, and every voice ends.
 * Returns how many there were, of which up to `capacity` are written. */
int32_t ps_player_hits(ps_player *player, int32_t n_frames, ps_hit *hits, int32_t capacity);

/* A tape keeps the newest n_frames frames of one or two channels. The caller hands in zeroed memory of
 * ps_tape_size() bytes, aligned to 64, that outlives who writes it; n_frames >= PS_MAX_BLOCK. */
size_t ps_tape_size(int32_t n_channels, int64_t n_frames);
void ps_tape_init(ps_tape *tape, int32_t n_channels, int64_t n_frames);
/* Any thread: frames written since creation. */
int64_t ps_tape_frames(ps_tape *tape);
/* Any thread: copy frames [first, first + n_frames) of those written. Returns how many of them, the first
 * ones, have been written over, so that what was copied there means nothing. */
int64_t ps_tape_read(ps_tape *tape, int64_t first, float *frames, int64_t n_frames);

/* Before the first block: all that is rendered goes on a tape of two channels as well, as the mains give it,
 * without what only the player hears; frame by frame as the player counts them. */
void ps_player_set_tape(ps_player *player, ps_tape *tape);

/* An inlet stands between one input stream and a tape. Zeroed memory of ps_inlet_size() bytes, aligned to
 * 64, that outlives the stream. n_channels: of the stream; first: of them that goes on the tape;
 * n_unsure: frames at the start of a stream that are not believed, and silence on the tape. */
size_t ps_inlet_size(void);
void ps_inlet_init(ps_inlet *inlet, ps_tape *tape, int32_t n_channels, int32_t first, int32_t n_unsure);
/* Any thread: as of outlets, below. */
uint32_t ps_inlet_calls(ps_inlet *inlet);
int64_t ps_inlet_thread(ps_inlet *inlet);
/* Any thread: how often the device said that frames were lost before a block, in or out. */
uint32_t ps_inlet_slips(ps_inlet *inlet);
/* Any thread: frames by which the player's count is ahead of the tape's, PS_NO_LEAD: the stream does not
 * drive the player. It stays the same as long as no block is lost. */
int64_t ps_inlet_lead(ps_inlet *inlet);
/* Any thread: gain with which what comes in is added to what goes out; 0 at first. */
void ps_inlet_set_monitor(ps_inlet *inlet, float gain);
/* PortAudio's callback of a stream that only listens; user_data is a ps_inlet. */
int ps_input_callback(const void *input, void *output, unsigned long n_frames, const void *time_info,
                      unsigned long status, void *user_data);

/* An outlet stands between one stream and the player, because a stream that hangs is given up and may
 * call back much later: through a closed outlet it gets silence and does not touch the player.
 * Zeroed memory of ps_outlet_size() bytes, aligned to 64, that outlives the stream; starts closed. */
size_t ps_outlet_size(void);
void ps_outlet_init(ps_outlet *outlet, ps_player *player);
/* Before the stream opens: it listens as well. */
void ps_outlet_set_inlet(ps_outlet *outlet, ps_inlet *inlet);
/* Any thread. A block that was begun before closing is ended. */
void ps_outlet_set_open(ps_outlet *outlet, int32_t open);
/* Any thread. offset: seconds by which the clock that the snapshot is read by is ahead of the stream's;
 * latency: seconds until a block is heard where the stream does not say so itself. */
void ps_outlet_set_clock(ps_outlet *outlet, double offset, double latency);
/* Any thread: how often the stream has called back, open or closed; wraps. */
uint32_t ps_outlet_calls(ps_outlet *outlet);
/* Any thread: kernel id of the thread that calls back, 0 before the first call. */
int64_t ps_outlet_thread(ps_outlet *outlet);
/* PortAudio's callback; user_data is a ps_outlet. */
int ps_stream_callback(const void *input, void *output, unsigned long n_frames, const void *time_info,
                       unsigned long status, void *user_data);

/* The pure parts, for tests and for exports. */
/* Seconds until what the delay or the reverb holds has died away to -120 dB; values of its group. */
double ps_return_ring(int32_t place, const float *values, int32_t millibpm);
/* Frames by which drive and filter may sound on behind a sample. values: of a pad, with what a step locks;
 * tune: semitones, the sum of all. */
int32_t ps_pad_ring(const float *values, float tune, int32_t velocity, int32_t rate);
int64_t ps_position_to_frame(int64_t position, int32_t rate, int32_t millibpm);
/* The step, by its place as it is written, that a pad's lane has reached at a position of its pattern (nudges
 * and rolls aside); -1 before the first one, and for a pad without a lane. */
int32_t ps_lane_heard(const ps_score *score, int32_t pattern, int32_t pad, int64_t position);
uint64_t ps_hash(uint64_t seed, uint32_t pattern, uint32_t lane, int64_t cycle, int64_t step,
                 uint32_t purpose);

#endif
