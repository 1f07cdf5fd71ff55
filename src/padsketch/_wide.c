/* The inner loops that take most of the time. */
#include "_wide.h"

void ps_wide_add(float *bus, const float *frames, int32_t n_channels, float gain_left,
                 float gain_right, int32_t n_frames)
{
    const int32_t right = n_channels - 1;
    for (int32_t i = 0; i < n_frames; i++) {
        bus[2 * i] += frames[i * n_channels] * gain_left;
        bus[2 * i + 1] += frames[i * n_channels + right] * gain_right;
    }
}

void ps_wide_add_shaped(float *bus, const float *frames, int32_t n_channels, const float *gains,
                        float gain_left, float gain_right, int32_t n_frames)
{
    const int32_t right = n_channels - 1;
    for (int32_t i = 0; i < n_frames; i++) {
        bus[2 * i] += frames[i * n_channels] * (gain_left * gains[i]);
        bus[2 * i + 1] += frames[i * n_channels + right] * (gain_right * gains[i]);
    }
}
