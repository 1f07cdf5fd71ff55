/* One function for every width of vectors that a processor may have; the loader takes the widest.
 * They give the same bits as long as the loops are elementwise. */
#ifndef PADSKETCH_CLONES_H
#define PADSKETCH_CLONES_H

#include <stdint.h> /* tells of the C library */

/* Not for a sanitizer, which is not ready yet when the loader chooses, and not unoptimised.
 * PS_ONE_WIDTH: defined by a test that compares. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__) && !defined(__NO_INLINE__) && \
    !defined(PS_ONE_WIDTH)
#define PS_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define PS_CLONES
#endif

#endif
