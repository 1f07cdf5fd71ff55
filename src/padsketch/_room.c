/* The rooms of the reverb: lengths of its lines, and their losses. */
#include <stdbool.h>

#include "_returns.h"
#include "_room.h"

#define LOG2_THOUSAND 9.965784284662087
#define HIGHEST_RATE 192000
#define SMALLEST 0.3 /* of the largest room */

/* Milliseconds in the largest room. Lines of the left and the right take turns. */
static const float LATE_MS[PS_ROOM_LINES] = {
    37.3f, 40.1f, 46.9f, 43.7f, 50.3f, 54.7f, 63.1f, 59.3f,
    68.9f, 74.3f, 86.1f, 80.1f, 92.9f, 100.9f, 126.1f, 109.7f,
};
static const float EARLY_MS[PS_ROOM_LINES] = {
    8.9f, 7.3f, 4.1f, 5.3f, 16.1f, 14.3f, 11.9f, 10.7f,
    22.7f, 19.3f, 26.3f, 29.9f, 35.9f, 33.1f, 41.3f, 45.7f,
};
static double scale_of(float size)
{
    return SMALLEST + (1.0 - SMALLEST) * (double)size / 100.0;
}

static bool is_prime(int32_t n)
{
    for (int32_t divisor = 3; divisor * divisor <= n; divisor += 2)
        if (n % divisor == 0)
            return false;
    return n % 2 == 1;
}

static int32_t frames_of(int32_t rate, double milliseconds)
{
    return (int32_t)(milliseconds * (rate < HIGHEST_RATE ? rate : HIGHEST_RATE) / 1000.0 + 0.5);
}

int32_t ps_prime_frames(int32_t rate, double milliseconds)
{
    int32_t frames = frames_of(rate, milliseconds);
    while (!is_prime(frames))
        frames++;
    return frames;
}

void ps_room_build(ps_room *room, int32_t rate, float size, float predelay)
{
    const double scale = scale_of(size);
    room->rate = rate;
    room->size = size;
    room->predelay = predelay;
    room->wait = frames_of(rate, (double)predelay);
    for (int32_t i = 0; i < PS_ROOM_LINES; i++) {
        room->late[i] = ps_prime_frames(rate, scale * (double)LATE_MS[i]);
        room->early[i] = ps_prime_frames(rate, scale * (double)EARLY_MS[i]);
    }
}

/* A pass through a line takes as much of 60 dB as its length is of the decay, and three times that
 * of the highs: a shelf between g and g^3, half way in dB at the frequency of the damping. */
void ps_room_tune(ps_room *room, float decay, float damping)
{
    const double k = warped(damping, room->rate);
    double kept = 0.0;
    for (int32_t i = 0; i < PS_ROOM_LINES; i++) {
        const double passes = (double)decay * room->rate / room->late[i];
        const double g = exp2(-LOG2_THOUSAND / passes), scale = 1.0 / (g * k + 1.0);
        room->shelves.b0[i / 4][i % 4] = (float)(g * g * (k + g) * scale);
        room->shelves.b1[i / 4][i % 4] = (float)(g * g * (k - g) * scale);
        room->shelves.a1[i / 4][i % 4] = (float)((g * k - 1.0) * scale);
        kept += g * g / PS_ROOM_LINES;
    }
    room->feed = (float)sqrt(1.0 - kept);
}

double ps_room_longest(float size)
{
    return scale_of(size) * (double)LATE_MS[PS_ROOM_LINES - 2];
}
