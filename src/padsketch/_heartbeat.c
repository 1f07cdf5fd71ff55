/* What a stream leaves behind whenever it calls back. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "_heartbeat.h"

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

void ps_heartbeat_begin(ps_heartbeat *heartbeat)
{
#if defined(__linux__)
    if (ps_heartbeat_thread(heartbeat) == 0)
        atomic_store_explicit(&heartbeat->thread, syscall(SYS_gettid), memory_order_relaxed);
#else
    (void)heartbeat;
#endif
}

void ps_heartbeat_end(ps_heartbeat *heartbeat)
{
    atomic_fetch_add_explicit(&heartbeat->calls, 1, memory_order_release);
}

uint32_t ps_heartbeat_calls(ps_heartbeat *heartbeat)
{
    return atomic_load_explicit(&heartbeat->calls, memory_order_acquire);
}

int64_t ps_heartbeat_thread(ps_heartbeat *heartbeat)
{
    return atomic_load_explicit(&heartbeat->thread, memory_order_relaxed);
}
