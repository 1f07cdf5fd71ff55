/* The rings: a full one says so, order is kept, indices wrap, producers do not tread on each other.
 * A word says how many commands each producer sends.
 * Built with NO_PRODUCER_FLAG the producers are not ordered: ThreadSanitizer must object. */
#include "_engine.h"

#ifdef NO_PRODUCER_FLAG
#undef atomic_flag_test_and_set_explicit
#undef atomic_flag_clear_explicit
#define atomic_flag_test_and_set_explicit(flag, order) ((void)(flag), false)
#define atomic_flag_clear_explicit(flag, order) ((void)(flag))
#include "_ring.c"
#endif

#include <pthread.h>
#include <sched.h>

#include "check.h"

#define N_PRODUCERS 2

static int64_t n_commands = 20000; /* of each producer */
static ps_command_ring commands;
static ps_result_ring results;

static void start_commands_at(uint32_t index)
{
    commands = (ps_command_ring){.written = index, .read = index};
}

static bool push_number(int32_t number)
{
    return ps_command_ring_push(&commands, &(ps_command){.a = number});
}

static void check_next_is(int32_t number)
{
    const ps_command *command = ps_command_ring_peek(&commands);
    CHECK(command != NULL && command->a == number);
    ps_command_ring_drop(&commands);
}

static void test_a_full_command_ring_says_so_and_loses_nothing(uint32_t first)
{
    start_commands_at(first);
    for (int32_t i = 0; i < PS_RING_SLOTS; i++)
        CHECK(push_number(i));
    CHECK(!push_number(-1));
    check_next_is(0);
    CHECK(push_number(PS_RING_SLOTS));
    CHECK(!push_number(-1));
    for (int32_t i = 1; i <= PS_RING_SLOTS; i++)
        check_next_is(i);
    CHECK(ps_command_ring_peek(&commands) == NULL);
}

static void test_a_full_result_ring_says_so_and_loses_nothing(uint32_t first)
{
    results = (ps_result_ring){.written = first, .read = first};
    for (int32_t i = 0; i < PS_RING_SLOTS; i++) {
        CHECK(ps_result_ring_room(&results) == (uint32_t)(PS_RING_SLOTS - i));
        CHECK(ps_result_ring_push(&results, &(ps_result){.kind = i}));
    }
    CHECK(!ps_result_ring_push(&results, &(ps_result){.kind = -1}));
    ps_result result;
    for (int32_t i = 0; i < PS_RING_SLOTS; i++)
        CHECK(ps_result_ring_pop(&results, &result) && result.kind == i);
    CHECK(!ps_result_ring_pop(&results, &result));
}

static void *produce(void *number)
{
    for (int64_t i = 0; i < n_commands; i++) {
        const ps_command command = {.position = i, .a = *(int32_t *)number};
        while (!ps_command_ring_push(&commands, &command))
            sched_yield();
    }
    return NULL;
}

static void take(int64_t *next)
{
    const ps_command *command = ps_command_ring_peek(&commands);
    if (command == NULL) {
        sched_yield();
        return;
    }
    CHECK(command->position == next[command->a]);
    next[command->a]++;
    ps_command_ring_drop(&commands);
}

static void test_two_producers_and_one_consumer_keep_order_and_lose_nothing(void)
{
    pthread_t threads[N_PRODUCERS];
    int32_t numbers[N_PRODUCERS] = {0, 1};
    int64_t next[N_PRODUCERS] = {0};
    start_commands_at(UINT32_MAX - 20000);
    for (int32_t i = 0; i < N_PRODUCERS; i++)
        CHECK(pthread_create(&threads[i], NULL, produce, &numbers[i]) == 0);
    while (next[0] + next[1] < N_PRODUCERS * n_commands)
        take(next);
    for (int32_t i = 0; i < N_PRODUCERS; i++)
        CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(ps_command_ring_peek(&commands) == NULL);
}

int main(int n_words, char **words)
{
    if (n_words > 1)
        n_commands = strtoll(words[1], NULL, 10);
    for (uint32_t lead = 0; lead <= PS_RING_SLOTS; lead += 128) {
        test_a_full_command_ring_says_so_and_loses_nothing(UINT32_MAX - lead);
        test_a_full_result_ring_says_so_and_loses_nothing(UINT32_MAX - lead);
    }
    test_two_producers_and_one_consumer_keep_order_and_lose_nothing();
    printf("%lld messages through a ring\n", (long long)(N_PRODUCERS * n_commands));
    return 0;
}
