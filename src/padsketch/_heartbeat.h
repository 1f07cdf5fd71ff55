/* The heartbeat of a stream: how often it has called back, and in which thread. */
#ifndef PADSKETCH_HEARTBEAT_H
#define PADSKETCH_HEARTBEAT_H

#include <stdatomic.h>
#include <stdint.h>

typedef struct {
    _Atomic uint32_t calls;  /* written by the stream's thread */
    _Atomic int64_t thread;  /* likewise; kernel id */
} ps_heartbeat;

/* The stream's thread, at the start of a call: asks the kernel at the first one only. */
void ps_heartbeat_begin(ps_heartbeat *heartbeat);
/* The stream's thread, at the end of a call. */
void ps_heartbeat_end(ps_heartbeat *heartbeat);
/* Any thread. */
uint32_t ps_heartbeat_calls(ps_heartbeat *heartbeat);
int64_t ps_heartbeat_thread(ps_heartbeat *heartbeat);

#endif
