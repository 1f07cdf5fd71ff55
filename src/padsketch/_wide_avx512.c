/* The inner loops for processors with AVX-512. */
#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#else
#pragma GCC target("avx512f")
#endif
#define LANES 16
#define WIDE ps_wide_avx512
#include "_wide.inc.h"
#ifdef __clang__
#pragma clang attribute pop
#endif
#else
typedef int ps_wide_is_not_for_this_processor;
#endif
