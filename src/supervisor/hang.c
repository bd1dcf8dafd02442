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
#include "report/decode/decode.h"
#include "supervisor/crash.h"
#include "supervisor/hang_thread.h"
#include "supervisor/recall.h"
#include "supervisor/image.h"
#include "supervisor/say.h"

#define THREADS_MOST 4096
/* As much of a string is shown. */
#define STRING_LIMIT 32

static const struct image *image;

struct hang {
    struct hang_thread thread[THREADS_MOST];
    size_t count;
};

void hang_report_about(const struct image *of)
{
    image = of;
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
        if (image_is_run_by(image, pid))
            look_at_process(hang, pid);
    if (list != NULL)
        closedir(list);
}

/* Whom the number means that the thread has found: mostly one of its own process.  NULL:
 * nobody that is known. */
static const struct hang_thread *holder_of(const struct hang *hang,
                                           const struct hang_thread *thread)
{
    const struct hang_thread *other = NULL;

    if (thread == NULL || thread->holder == 0)
        return NULL;
    for (size_t i = 0; i < hang->count; i++) {
        if (hang->thread[i].inner != thread->holder)
            continue;
        if (hang->thread[i].pid == thread->pid)
            return &hang->thread[i];
        other = &hang->thread[i];
    }
    return thread->is_lock ? other : NULL;
}

/* With the memory that the arguments point to, which is there while the call waits. */
static void add_call(struct text *out, const struct hang_thread *thread)
{
    static const struct decode_style style = { .string_limit = STRING_LIMIT };
    struct recall recall;
    struct decode d;

    recall_call(&recall, thread->pid, thread->nr, thread->args, RECALL_MEMORY);
    decode_begin(&d, out, &style, &recall.enter, NULL);
    decode_call(&d);
    decode_rest(&d);
}

static bool is_descriptor(const struct hang_thread *thread)
{
    unsigned kind;

    if (thread->nr < 0 || thread->nr >= SYSCALL_SHAPES_SIZE ||
        syscall_shapes[thread->nr].nargs == 0)
        return false;
    kind = syscall_shapes[thread->nr].args[0].kind;
    return kind == ARG_fd || kind == ARG_dirfd;
}

/* Where the first argument leads, if it is a descriptor. */
static void add_descriptor(struct text *out, const struct hang_thread *thread)
{
    char path[64], leads_to[PATH_MAX];
    ssize_t length;

    if (!is_descriptor(thread))
        return;
    snprintf(path, sizeof(path), "/proc/%d/fd/%d", thread->pid, (int)thread->args[0]);
    length = readlink(path, leads_to, sizeof(leads_to) - 1);
    if (length > 0)
        text_format(out, "; descriptor %d is %.*s", (int)thread->args[0], (int)length,
                    leads_to);
}

/* Others of its process that wait on the same word. */
static void add_companions(struct text *out, const struct hang *hang,
                           const struct hang_thread *thread)
{
    size_t others = 0;

    for (size_t i = 0; i < hang->count; i++)
        others += hang->thread[i].tid != thread->tid &&
                  hang->thread[i].pid == thread->pid &&
                  hang->thread[i].futex == thread->futex;
    if (others > 0)
        text_format(out, "; %zu other%s of its process wait%s for it, too", others,
                    others == 1 ? "" : "s", others == 1 ? "s" : "");
}

static void add_futex(struct text *out, const struct hang *hang,
                      const struct hang_thread *thread)
{
    const struct hang_thread *holder = holder_of(hang, thread);

    if (holder == NULL)
        text_format(out, "; the word is %#x", thread->value);
    else if (!thread->is_lock)
        text_format(out, "; for the end of thread %d", holder->tid);
    else
        text_format(out, "; the lock is held by thread %d", holder->tid);
    add_companions(out, hang, thread);
}

static void say_call(const struct hang *hang, const struct hang_thread *thread)
{
    struct text text = { 0 };

    add_call(&text, thread);
    if (thread->asleep >= 0)
        text_format(&text, " for %.1f s", thread->asleep);
    if (thread->futex != 0)
        add_futex(&text, hang, thread);
    else
        add_descriptor(&text, thread);
    say("process %d thread %d: in %.*s", thread->pid, thread->tid, (int)text.size,
        text.bytes);
    text_free(&text);
}

static void say_thread(const struct hang *hang, const struct hang_thread *thread)
{
    if (thread->is_stopped)
        say("process %d thread %d: stopped", thread->pid, thread->tid);
    else if (thread->is_in_guest)
        say("process %d thread %d: %s", thread->pid, thread->tid,
            thread->is_running ? "running" : "in no system call");
    else
        say_call(hang, thread);
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
        say_thread(hang, &hang->thread[i]);
    for (size_t i = 0; i < hang->count; i++)
        crash_keep(hang->thread[i].pid, hang->thread[i].task);
    for (size_t i = 0; i < hang->count; i++)
        say_deadlock(hang, &hang->thread[i]);
    free(hang);
}
