#define _GNU_SOURCE
#include "faults.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "check.h"

/* volatile, so that the compiler cannot see that nothing comes of it. */
static void *volatile kept;

void faults_prepare(void)
{
    kept = malloc(8);
}

static void allocate(void)
{
    kept = malloc(8);
}

static void give_back(void)
{
    free(kept);
}

static void wait_for_a_lock(void)
{
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}

static void print(void)
{
    puts("a fault");
}

static void open_a_file(void)
{
    FILE *file = fopen("/dev/null", "r");
    CHECK(file != NULL);
    fclose(file);
}

static void sleep_a_while(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000}, NULL);
}

static void ask_the_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
}

static const struct {
    const char *name;
    void (*commit)(void);
} faults[] = {
    {"allocate", allocate}, {"give_back", give_back}, {"lock", wait_for_a_lock},
    {"print", print},       {"open", open_a_file},    {"sleep", sleep_a_while},
    {"clock", ask_the_clock},
};

#define N_FAULTS (sizeof faults / sizeof faults[0])

void faults_commit(const char *name)
{
    for (size_t i = 0; i < N_FAULTS; i++)
        if (strcmp(faults[i].name, name) == 0)
            faults[i].commit();
}

void faults_list(void)
{
    for (size_t i = 0; i < N_FAULTS; i++)
        puts(faults[i].name);
}
