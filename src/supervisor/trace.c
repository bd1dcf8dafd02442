/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace.c - see trace.h: the beginning, the end, and the thread in between. */
#include "supervisor/trace.h"

#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "learn/learn.h"
#include "contain/contain.h"
#include "report/json_sink.h"
#include "report/model_sinks.h"
#include "report/text_sink.h"
#include "supervisor/say.h"
#include "supervisor/trace_impl.h"

#define NS_PER_MS 1000000
/* A record whose time was taken is in its ring so much later at most, nearly always
 * (trace/ring.c): then those that came before it are there, too. */
#define ORDER_NS 300000
/* How long to wait for more while there is something to do, and when there is not. */
#define PAUSE_NS NS_PER_MS
/* The same where nobody is told before the end, nor how processes have ended: who fills a
 * ring wakes the reader. */
#define LONG_PAUSE_NS (20 * NS_PER_MS)
#define SLEEP_NS (50 * NS_PER_MS)
/* Looks in vain before lxrun sleeps. */
#define LOOKS_IN_VAIN 4

static int refuse(const char *what, int error)
{
    say("cannot trace: %s: %s", what, strerror(error));
    return STATUS_LXRUN_FAILED;
}

static int make(struct trace *trace, const struct trace_options *options)
{
    int status;

    trace->merge = calloc(1, sizeof(*trace->merge));
    if (trace->merge == NULL)
        return refuse("memory", ENOMEM);
    trace->fd = trace_memory_make(&trace->shared);
    if (trace->fd < 0)
        return refuse("shared memory", -trace->fd);
    trace_memory_fill(trace->shared, options);
    status = output_open(&trace->output, options);
    if (status != 0)
        return status;
    trace->ended_fd = eventfd(0, EFD_CLOEXEC);
    if (trace->ended_fd < 0)
        return refuse("eventfd", errno);
    clock_begin(&trace->clock);
    if (trace->clock.has_tsc)
        trace->shared->flags |= TRACE_HAS_TSC;
    return 0;
}

int trace_open(struct trace **result, const struct trace_options *options,
               struct lx_config *config)
{
    struct trace *trace = calloc(1, sizeof(*trace));
    int status;

    if (trace == NULL)
        return refuse("memory", ENOMEM);
    trace->options = options;
    trace->finder = (struct finder){ -1, -1 };
    status = make(trace, options);
    if (status != 0)
        return status;
    config->is_traced = 1;
    *result = trace;
    return 0;
}

void trace_find_outside(struct trace *trace)
{
    if (trace->finder.own_fd < 0)
        return;
    close(trace->finder.own_fd);
    close(trace->finder.init_fd);
    trace->finder = (struct finder){ -1, -1 };
}

int trace_find_inside(struct trace *trace, struct contain *contain)
{
    long err = finder_open(&trace->finder);

    contain->finder_fd = trace->finder.init_fd;
    return err == 0 ? 0 : refuse("socket", (int)-err);
}

int trace_memory(const struct trace *trace)
{
    return trace->fd;
}

static void futex_wait(uint32_t *word, uint32_t value, long ns)
{
    const struct timespec timeout = { 0, ns };

    syscall(SYS_futex, word, FUTEX_WAIT, value, &timeout, NULL, 0);
}

/* The records that are old enough, or all of them. */
static void tell(struct trace *trace, uint64_t until)
{
    struct record_head *record;

    while ((record = merge_first(trace->merge)) != NULL && record->time <= until) {
        trace->sink->record(trace->sink, record);
        merge_drop(trace->merge);
    }
}

static void sleep_until_written(struct trace *trace)
{
    uint32_t *reader = &trace->shared->reader;

    if (trace->sink->idle != NULL)
        trace->sink->idle(trace->sink);
    __atomic_store_n(reader, TRACE_READER_SLEEPS, __ATOMIC_SEQ_CST);
    if (!trace_look(trace))
        futex_wait(reader, TRACE_READER_SLEEPS, SLEEP_NS);
    __atomic_store_n(reader, TRACE_READER_LOOKS, __ATOMIC_RELAXED);
}

/* What the first process has left behind it has told before it ended. */
static bool is_finished(struct trace *trace)
{
    if (atomic_load(&trace->must_end))
        return true;
    if (!atomic_load(&trace->may_end))
        return false;
    trace_look(trace);
    return !trace_is_busy(trace);
}

static long pause_of(const struct trace_options *options)
{
    bool is_told_later = options->format == TRACE_FILES || options->format == TRACE_LEARN;

    return is_told_later ? LONG_PAUSE_NS : PAUSE_NS;
}

static void look_and_tell(struct trace *trace)
{
    const long pause = pause_of(trace->options);
    int in_vain = 0;

    while (!is_finished(trace)) {
        uint64_t until = clock_real(&trace->clock, clock_ticks(&trace->clock)) - ORDER_NS;

        __atomic_store_n(&trace->shared->kick, 0, __ATOMIC_SEQ_CST);
        in_vain = trace_look(trace) ? 0 : in_vain + 1;
        clock_follow(&trace->clock);
        tell(trace, until);
        if (in_vain < LOOKS_IN_VAIN || merge_first(trace->merge) != NULL)
            futex_wait(&trace->shared->kick, 0, pause);
        else
            sleep_until_written(trace);
    }
}

static void *follow(void *argument)
{
    struct trace *trace = argument;
    const uint64_t one = 1;

    look_and_tell(trace);
    __atomic_store_n(&trace->shared->reader, TRACE_READER_GONE, __ATOMIC_SEQ_CST);
    trace_look(trace);
    tell(trace, UINT64_MAX);
    return write(trace->ended_fd, &one, sizeof(one)) < 0 ? NULL : trace;
}

static struct trace_sink *make_sink(struct trace *trace)
{
    if (trace->options->format == TRACE_BINARY)
        return binary_sink_make(trace->options, trace->output, trace->first);
    if (trace->options->format == TRACE_TEXT)
        return text_sink_make(trace->options, trace->output);
    if (trace->options->format == TRACE_JSON)
        return json_sink_make(NULL, trace->output, trace->options->policy,
                              trace->options->text.style.redacts);
    if (trace->options->format == TRACE_PERFETTO)
        return perfetto_sink_make(output_of(trace->output, trace->first));
    if (trace->options->format == TRACE_PAGE)
        return page_sink_make(output_of(trace->output, trace->first));
    if (trace->options->format == TRACE_FILES)
        return files_sink_make(output_of(trace->output, trace->first));
    if (trace->options->format == TRACE_LEARN)
        return learn_sink_make(trace->options->learn);
    return raw_sink_make(trace->options, trace->output);
}

int trace_run(struct trace *trace, pid_t first, const struct target *target,
              const struct image *image)
{
    int err;

    trace->first = trace->finder.own_fd < 0 ? first : process_inner_pid(first);
    if (trace->finder.init_fd >= 0)
        close(trace->finder.init_fd);
    trace->target = target;
    trace->image = image;
    trace->processes = process_watch(trace->first, image, trace->finder.own_fd);
    trace->sink = make_sink(trace);
    if (trace->sink == NULL || trace->processes == NULL)
        return refuse("memory", ENOMEM);
    err = pthread_create(&trace->thread, NULL, follow, trace);
    return err == 0 ? 0 : refuse("thread", err);
}

/* All signals are blocked here, and those that would end lxrun natively are to end
 * the waiting. */
static void wait_for_thread(struct trace *trace)
{
    struct pollfd fds[2] = { { .fd = trace->ended_fd, .events = POLLIN } };
    sigset_t ending;

    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGQUIT);
    fds[1] =
        (struct pollfd){ .fd = signalfd(-1, &ending, SFD_CLOEXEC), .events = POLLIN };
    while (poll(fds, 2, -1) < 0 && errno == EINTR)
        ;
    if (fds[1].revents & POLLIN)
        atomic_store(&trace->must_end, true);
    pthread_join(trace->thread, NULL);
    close(fds[1].fd);
}

/* It may have looked for kicks just now: then it sleeps to the end of its pause. */
static void wake_thread(struct trace *trace)
{
    __atomic_store_n(&trace->shared->kick, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, &trace->shared->kick, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static void say_what_is_lost(const struct trace *trace)
{
    uint64_t homeless = __atomic_load_n(&trace->shared->homeless, __ATOMIC_RELAXED);

    if (homeless != 0)
        say("the trace lacks %llu records of threads for which there was no room",
            (unsigned long long)homeless);
}

int trace_close(struct trace *trace, int status)
{
    (void)status;
    atomic_store(&trace->may_end, true);
    wake_thread(trace);
    wait_for_thread(trace);
    trace->sink->end(trace->sink);
    say_what_is_lost(trace);
    return output_close(trace->output);
}
