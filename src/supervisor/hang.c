/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hang.c - see hang.h. */
#include "supervisor/hang.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/layout.h"
#include "report/usage.h"
#include "supervisor/hang_thread.h"
#include "supervisor/say.h"

#define THREADS_MOST 4096

static const struct image *image;

struct hang {
    struct hang_thread thread[THREADS_MOST];
    size_t count;
};

void hang_report_about(const struct image *of)
{
    image = of;
}

static bool runs_image(pid_t pid)
{
    char path[32];
    struct stat st;

    snprintf(path, sizeof(path), "/proc/%d/exe", pid);
    return stat(path, &st) == 0 && st.st_ino == image->inode &&
           st.st_dev == image->device;
}

static pid_t next_pid(DIR *list)
{
    const struct dirent *entry;

    while ((entry = readdir(list)) != NULL) {
        pid_t pid = atoi(entry->d_name);

        if (pid > 0)
            return pid;
    }
    return 0;
}

static void look_at_process(struct hang *hang, pid_t pid)
{
    char path[32];
    DIR *list;
    pid_t tid;

    snprintf(path, sizeof(path), "/proc/%d/task", pid);
    list = opendir(path);
    while (list != NULL && hang->count < THREADS_MOST && (tid = next_pid(list)) != 0) {
        struct hang_thread *thread = &hang->thread[hang->count];

        *thread = (struct hang_thread){ .pid = pid, .tid = tid };
        if (hang_thread_look(thread, image->gate - LX_GATE_OFFSET))
            hang->count++;
    }
    if (list != NULL)
        closedir(list);
}

static void look_at_run(struct hang *hang)
{
    DIR *list = opendir("/proc");
    pid_t pid;

    while (list != NULL && (pid = next_pid(list)) != 0)
        if (runs_image(pid))
            look_at_process(hang, pid);
    if (list != NULL)
        closedir(list);
}

static const struct hang_thread *find(const struct hang *hang, pid_t tid)
{
    for (size_t i = 0; i < hang->count; i++)
        if (hang->thread[i].tid == tid)
            return &hang->thread[i];
    return NULL;
}

static const char *name_of(int64_t nr, char number[32])
{
    if (nr >= 0 && nr < SYSCALL_TABLE_SIZE && syscall_notes[nr].name != NULL)
        return syscall_notes[nr].name;
    snprintf(number, 32, "system call %ld", (long)nr);
    return number;
}

/* Where the first argument leads, if it may be a descriptor. */
static void add_descriptor(const struct hang_thread *thread, char *text, size_t size)
{
    char path[64], leads_to[PATH_MAX];
    ssize_t length;

    if (thread->futex != 0 || thread->args[0] > INT_MAX)
        return;
    snprintf(path, sizeof(path), "/proc/%d/fd/%d", thread->pid, (int)thread->args[0]);
    length = readlink(path, leads_to, sizeof(leads_to) - 1);
    if (length <= 0)
        return;
    leads_to[length] = '\0';
    snprintf(text, size, "; descriptor %d is %s", (int)thread->args[0], leads_to);
}

static void say_call(const struct hang_thread *thread)
{
    char number[32], more[PATH_MAX + 64] = "";
    const uint64_t *a = thread->args;

    if (thread->holder != 0)
        snprintf(more, sizeof(more), "; the lock is held by thread %d", thread->holder);
    else if (thread->futex != 0)
        snprintf(more, sizeof(more), "; the word is %#x", thread->value);
    else
        add_descriptor(thread, more, sizeof(more));
    say("process %d thread %d: in %s(%#lx, %#lx, %#lx, %#lx)%s", thread->pid, thread->tid,
        name_of(thread->nr, number), a[0], a[1], a[2], a[3], more);
}

static void say_thread(const struct hang_thread *thread)
{
    if (thread->is_stopped)
        say("process %d thread %d: stopped", thread->pid, thread->tid);
    else if (thread->is_in_guest)
        say("process %d thread %d: %s", thread->pid, thread->tid,
            thread->is_running ? "running" : "in no system call");
    else
        say_call(thread);
}

static const struct hang_thread *holder_of(const struct hang *hang,
                                           const struct hang_thread *thread)
{
    return thread == NULL || thread->holder == 0 ? NULL : find(hang, thread->holder);
}

/* Follow the holders: who comes back to where he began is locked up.  Each such
 * ring is told by the lowest of its threads. */
static void say_deadlock(const struct hang *hang, const struct hang_thread *first)
{
    const struct hang_thread *thread = holder_of(hang, first);
    char text[1024];
    size_t used = (size_t)snprintf(text, sizeof(text), "%d", first->tid);

    for (size_t i = 0; thread != NULL && thread != first && i < hang->count; i++) {
        if (thread->tid < first->tid)
            return;
        if (used < sizeof(text))
            used += (size_t)snprintf(text + used, sizeof(text) - used, " for %d",
                                     thread->tid);
        thread = holder_of(hang, thread);
    }
    if (thread == first)
        say("deadlock: thread %s for %d", text, first->tid);
}

void hang_report(void)
{
    struct hang *hang;

    if (image == NULL || (hang = calloc(1, sizeof(*hang))) == NULL)
        return;
    look_at_run(hang);
    say("%zu thread%s:", hang->count, hang->count == 1 ? "" : "s");
    for (size_t i = 0; i < hang->count; i++)
        say_thread(&hang->thread[i]);
    for (size_t i = 0; i < hang->count; i++)
        say_deadlock(hang, &hang->thread[i]);
    free(hang);
}
