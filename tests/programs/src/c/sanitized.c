/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sanitized.c - a clean run, or the one mistake that the argument names. */
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int global[4];
static volatile int index_of_four = 4;
static long shared;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int locked = 1;

static void *add(void *unused)
{
    (void)unused;
    for (int i = 0; i < 1000; i++) {
        if (locked)
            pthread_mutex_lock(&mutex);
        shared++;
        if (locked)
            pthread_mutex_unlock(&mutex);
    }
    return NULL;
}

static void run_threads(void)
{
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, add, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
}

static void clean(void)
{
    char *blocks[200];
    long sum = 0;
    int status;

    for (int i = 0; i < 200; i++) {
        blocks[i] = malloc((size_t)i + 1);
        memset(blocks[i], i, (size_t)i + 1);
    }
    for (int i = 0; i < 200; i++) {
        sum += blocks[i][i] & 0xff;
        free(blocks[i]);
    }
    run_threads();
    if (fork() == 0)
        _exit(3);
    wait(&status);
    printf("sum %ld, shared %ld, child %d\n", sum, shared, WEXITSTATUS(status));
}

static void *volatile leaked;
static volatile int largest = INT_MAX;

__attribute__((noinline)) static void leak(void)
{
    for (int i = 0; i < 10; i++)
        leaked = malloc(77);
    leaked = NULL;
}

int main(int argc, char **argv)
{
    const char *mistake = argc > 1 ? argv[1] : "none";
    char *block = malloc(10);
    int result = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    clean();
    if (strcmp(mistake, "heap") == 0)
        result = ((volatile char *)block)[index_of_four + 6];
    if (strcmp(mistake, "stack") == 0) {
        volatile int local[4] = {0};

        result = local[index_of_four];
    }
    if (strcmp(mistake, "global") == 0)
        result = ((volatile int *)global)[index_of_four];
    free(block);
    if (strcmp(mistake, "freed") == 0)
        result = ((volatile char *)block)[0];
    if (strcmp(mistake, "twice") == 0)
        free((void *)(size_t)block);
    if (strcmp(mistake, "leak") == 0)
        leak();
    if (strcmp(mistake, "null") == 0)
        *(volatile int *)(size_t)(index_of_four - 4) = 1;
    if (strcmp(mistake, "overflow") == 0)
        result = largest + index_of_four;
    if (strcmp(mistake, "shift") == 0)
        result = 1 << (index_of_four + 30);
    if (strcmp(mistake, "divide") == 0)
        result = 7 / (index_of_four - 4);
    if (strcmp(mistake, "race") == 0) {
        locked = 0;
        run_threads();
    }
    if (strcmp(mistake, "unlock") == 0)
        pthread_mutex_unlock(&mutex);
    printf("end of main\n");
    return result != 0 && strcmp(mistake, "none") == 0;
}
