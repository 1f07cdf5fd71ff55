/* Numbers too small to hear cost a hundred times the others: flushed to zero while we render. */
#ifndef PADSKETCH_DENORMALS_H
#define PADSKETCH_DENORMALS_H

#include <stdint.h>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

/* Returns what restore_denormals wants back. */
static inline uint32_t flush_denormals(void)
{
#if defined(__SSE2__)
    const uint32_t before = _mm_getcsr();
    _mm_setcsr(before | 0x8040u);
    return before;
#elif defined(__aarch64__)
    uint64_t before;
    __asm__ volatile("mrs %0, fpcr" : "=r"(before));
    __asm__ volatile("msr fpcr, %0" : : "r"(before | (UINT64_C(1) << 24)));
    return (uint32_t)before;
#else
    return 0;
#endif
}

static inline void restore_denormals(uint32_t before)
{
#if defined(__SSE2__)
    _mm_setcsr(before);
#elif defined(__aarch64__)
    const uint64_t control = before;
    __asm__ volatile("msr fpcr, %0" : : "r"(control));
#else
    (void)before;
#endif
}

#endif
