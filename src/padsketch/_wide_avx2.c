/* The inner loops for processors with AVX2. */
#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#define LANES 8
#define WIDE ps_wide_avx2
#include "_wide.inc.h"
#ifdef __clang__
#pragma clang attribute pop
#endif
#else
typedef int ps_wide_is_not_for_this_processor;
#endif
