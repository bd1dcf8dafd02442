/* SPDX-License-Identifier: GPL-2.0-or-later */
/* semop and msgrcv are never restarted after a handler (signal(7)). */
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>

#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    int sem = CHECK_OK(semget(IPC_PRIVATE, 1, IPC_CREAT | 0600));
    int queue = CHECK_OK(msgget(IPC_PRIVATE, IPC_CREAT | 0600));
    struct sembuf down = { 0, -1, 0 };
    struct {
        long type;
        char text[8];
    } message;
    int sem_error, queue_error;

    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(5000);
    sem_error = semop(sem, &down, 1) == -1 ? errno : 0;
    queue_error = msgrcv(queue, &message, 8, 0, 0) == -1 ? errno : 0;
    alarm_every_us(0);
    CHECK_OK(semctl(sem, 0, IPC_RMID));
    CHECK_OK(msgctl(queue, IPC_RMID, NULL));
    CHECK_EQ(sem_error, EINTR);
    CHECK_EQ(queue_error, EINTR);
    return passed();
}
