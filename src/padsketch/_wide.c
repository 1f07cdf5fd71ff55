/* Which build of the inner loops is used. */
#include "_wide.h"

#include <stdatomic.h>
#include <stddef.h>

static const ps_wide *const builds[] = {
    &ps_wide_plain,
#ifdef __x86_64__
    &ps_wide_avx2,
    &ps_wide_avx512,
#endif
};

static _Atomic(const ps_wide *) chosen;

int32_t ps_instruction_sets(void)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f"))
        return PS_AVX512 + 1;
    if (__builtin_cpu_supports("avx2"))
        return PS_AVX2 + 1;
#endif
    return PS_PLAIN + 1;
}

int32_t ps_use_instruction_set(int32_t set)
{
    if (set < 0 || set >= ps_instruction_sets())
        return 0;
    atomic_store_explicit(&chosen, builds[set], memory_order_relaxed);
    return 1;
}

/* The widest until another one is asked for; two threads that look first find the same. */
static const ps_wide *wide(void)
{
    const ps_wide *build = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (!build) {
        build = builds[ps_instruction_sets() - 1];
        atomic_store_explicit(&chosen, build, memory_order_relaxed);
    }
    return build;
}

void ps_wide_add(float *bus, const float *frames, int32_t n_channels, float gain_left,
                 float gain_right, int32_t n_frames)
{
    wide()->add[n_channels - 1](bus, frames, gain_left, gain_right, n_frames);
}

void ps_wide_add_shaped(float *bus, const float *frames, int32_t n_channels, const float *gains,
                        float gain_left, float gain_right, int32_t n_frames)
{
    wide()->add_shaped[n_channels - 1](bus, frames, gains, gain_left, gain_right, n_frames);
}

void ps_wide_read(float *out, const float *source, int32_t n_channels, const ps_kernel *kernel,
                  uint32_t fraction, const ps_pitch *pitch, int32_t n_frames)
{
    wide()->read[n_channels - 1](out, source, kernel, fraction, pitch, n_frames);
}
