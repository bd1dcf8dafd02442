/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracee_threads.c - three threads and a forked child, for debuggers. */
#include <pthread.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int visits;

static void visit(int number)
{
    pthread_mutex_lock(&mutex);
    visits += number;
    pthread_mutex_unlock(&mutex);
}

static void *work(void *number)
{
    visit((int)(long)number);
    return NULL;
}

int main(void)
{
    pthread_t threads[3];
    int status;
    pid_t pid;

    for (long i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, work, (void *)(i + 1));
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    pid = fork();
    if (pid == 0)
        _exit(21);
    waitpid(pid, &status, 0);
    printf("visits %d, child %d\n", visits, WEXITSTATUS(status));
    return 0;
}
