/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * step.c - a signal at every instruction from a program's system call to its
 * return, natively and under lxrun.
 *
 * step GUEST SCENARIO LXRUN [OPTION...]
 *
 * The program (guest.c) repeats one call.  Its way is recorded by single steps;
 * then, point by point, it is let run as far as that point, gets the signal
 * right there, and goes on at full speed.  It checks itself; what it tells of
 * how a call ended has to be the same set of things natively and under lxrun.
 *
 * Exit status 0 if all is well, 1 if not, 77 if nothing may be traced here.
 */
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "outcomes.h"
#include "path.h"
#include "tracee.h"

#define TRIES 4
#define GROWTHS 4
#define MOST_COMPLAINTS 5
#define VARIANT_DIGITS 12
/* So few may not be reached (other processes may make a sleep too short). */
#define MISSED_PER_POINTS 200
#define SKIPPED 77

/* A breakpoint is quick, but does not stop where a fault is returned from (the
 * processor's resume flag), nor where a call has just returned. */
enum approach { BY_BREAKPOINT, BY_STEPS };

/* One program: a scenario in one variant, natively or under lxrun. */
struct session {
    struct tracee tracee;
    const char *title;
    const struct point *point; /* where the signal goes; NULL: nowhere */
    enum approach approach;    /* how it is come by */
    unsigned steps, came_by;   /* so far in this call */
    bool was_injected;
    long size;
    int growths;
    struct outcomes *outcomes;
    unsigned points, missed;
    int variants;
    bool may_end_otherwise;
};

struct totals {
    unsigned native, guest, missed, failures;
};

enum result { OK, MISSED, FAILED, DEAD };

static int complaints;
static bool has_breakpoints = true;

static void describe(struct session *s, char *text, size_t size)
{
    const struct point *p = s->point;
    char address[128] = "";

    if (p == NULL) {
        snprintf(text, size, "call without a signal");
        return;
    }
    if (p->kind == AT_INSTRUCTION)
        tracee_name_address(&s->tracee, p->rip, address, sizeof(address));
    snprintf(text, size, "signal %s%s, step %u, time %u%s",
             p->kind == AT_INSTRUCTION ? "at " :
             p->kind == AT_SLEEP       ? "while asleep" :
                                         "as another comes",
             address, p->index, p->visit + 1, p->steps != 0 ? ", in its midst" : "");
}

static enum result complain(struct session *s, enum result result, const char *what)
{
    char where[WHERE_SIZE];

    describe(s, where, sizeof(where));
    if (complaints++ < MOST_COMPLAINTS)
        printf("    %s: %s: %s\n", s->title, where, what);
    return result;
}

static enum result complain_of_hang(struct session *s)
{
    char path[40], line[200] = "?", rip_name[128] = "?", what[400];
    unsigned long rip;
    FILE *file;
    char *last;

    snprintf(path, sizeof(path), "/proc/%d/syscall", s->tracee.pid);
    file = fopen(path, "r");
    if (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        last = strrchr(line, ' ');
        if (last != NULL && sscanf(last, "%lx", &rip) == 1)
            tracee_name_address(&s->tracee, rip, rip_name, sizeof(rip_name));
    }
    if (file != NULL)
        fclose(file);
    snprintf(what, sizeof(what), "hangs at %s (%s)", rip_name, line);
    return complain(s, DEAD, what);
}

static enum result complain_of_end(struct session *s, int status)
{
    char what[80];

    snprintf(what, sizeof(what), "ends with status %#x", status);
    return complain(s, DEAD, what);
}

static bool is_there_by_steps(const struct session *s, const struct stop *stop)
{
    const struct point *p = s->point;

    if (p->kind == AT_INSTRUCTION)
        return stop->event == EVENT_TRAP && s->steps == p->index;
    return stop->event == EVENT_SIGNAL && s->steps + 1 == p->index;
}

/* Is the program at the place where the signal goes? */
static bool is_there(struct session *s, const struct stop *stop)
{
    const struct point *p = s->point;

    if (p->kind == AT_SLEEP)
        return stop->event == EVENT_ASLEEP && s->came_by++ == p->visit;
    if (s->approach == BY_STEPS)
        return is_there_by_steps(s, stop);
    if (p->kind == AT_INSTRUCTION && (stop->event != EVENT_TRAP || stop->rip != p->rip))
        return false;
    if (p->kind == AT_SIGNAL && (stop->event != EVENT_SIGNAL || stop->signo == SIGCHLD))
        return false;
    return s->came_by++ == p->visit;
}

/* The sleeper has been interrupted, but does not know it yet. */
static void unblock_at_signal(struct session *s, struct stop *stop)
{
    *stop = tracee_wait(&s->tracee, false);
    tracee_unblock(&s->tracee);
    tracee_await_help(&s->tracee);
}

static void inject(struct session *s, struct stop *stop)
{
    struct control *control = s->tracee.control;

    if (s->approach == BY_BREAKPOINT && s->point->kind == AT_INSTRUCTION) {
        for (unsigned i = 0; i < s->point->steps; i++) {
            tracee_resume(&s->tracee, STEP, 0);
            tracee_wait(&s->tracee, false);
        }
        tracee_break_at(&s->tracee, 0);
    }
    s->was_injected = true;
    control->was_injected = 1;
    for (int i = 0; i < INJECTIONS; i++)
        if (control->inject[i].signo != 0)
            tracee_send(&s->tracee, &control->inject[i]);
    if (s->point->kind == AT_SLEEP && control->unblocks_at_signal)
        unblock_at_signal(s, stop);
}

/* May the program sleep, and would we do something about it? */
static bool may_sleep(const struct session *s)
{
    const struct control *control = s->tracee.control;

    if (s->point != NULL && s->point->kind == AT_SLEEP && !s->was_injected)
        return true;
    return control->unblock != BY_ITSELF && !control->was_unblocked;
}

static void prepare_approach(struct session *s, struct stop *stop)
{
    s->steps = s->came_by = 0;
    s->was_injected = false;
    if (s->point == NULL)
        return;
    if (s->point->kind == AT_SLEEP)
        tracee_lengthen_nap(&s->tracee);
    if (s->point->kind == AT_INSTRUCTION && s->approach == BY_BREAKPOINT &&
        !tracee_break_at(&s->tracee, s->point->rip)) {
        has_breakpoints = false;
        s->approach = BY_STEPS;
    }
    if (s->approach == BY_STEPS && s->point->kind == AT_INSTRUCTION &&
        s->point->index == 0)
        inject(s, stop);
}

static enum resume pace(const struct session *s)
{
    if (s->approach == BY_BREAKPOINT || s->point == NULL || s->point->kind == AT_SLEEP)
        return RUN;
    return s->was_injected ? RUN : STEP;
}

/* What sleeps with a signal to handle would have slept for ever. */
static bool end_sleep(struct session *s)
{
    struct control *control = s->tracee.control;

    if (s->was_injected && control->must_wake && !control->was_handled) {
        complain(s, DEAD, "sleeps in spite of the signal");
        return false;
    }
    if (control->unblock != BY_ITSELF)
        tracee_unblock(&s->tracee);
    return true;
}

/* From the stop before the call to the one after it. */
static enum result run_call(struct session *s)
{
    struct tracee *t = &s->tracee;
    struct control *control = t->control;
    struct stop stop = { .event = EVENT_TRAP };

    if (control->sleeper != 0 && !tracee_await_sleep(t, control->sleeper))
        return complain(s, DEAD, "its other thread does not sleep");
    prepare_approach(s, &stop);
    for (;;) {
        if (stop.event != EVENT_ASLEEP)
            tracee_resume(t, pace(s), stop.signo);
        stop = tracee_wait(t, may_sleep(s));
        if (stop.event == EVENT_ENDED) {
            t->tid = 0;
            if (!control->thread_ends || stop.status != 0)
                return complain_of_end(s, stop.status);
            break;
        }
        if (stop.event == EVENT_HUNG)
            return complain_of_hang(s);
        if (stop.event == EVENT_TRAP && stop.rip == control->end)
            break;
        s->steps += stop.event == EVENT_TRAP;
        if (s->point != NULL && !s->was_injected && is_there(s, &stop))
            inject(s, &stop);
        else if (stop.event == EVENT_ASLEEP && !end_sleep(s))
            return DEAD;
    }
    if (s->point == NULL || s->was_injected)
        return OK;
    if (t->tid != 0)
        tracee_break_at(t, 0);
    return MISSED;
}

/* Through the program's own checks to the next stop before the call. */
static enum result run_checks(struct session *s)
{
    struct stop stop = { .event = EVENT_TRAP };

    if (s->tracee.tid == 0 && !tracee_meet(&s->tracee))
        return complain(s, DEAD, "it does not go on");
    for (;;) {
        tracee_resume(&s->tracee, RUN, stop.signo);
        stop = tracee_wait(&s->tracee, false);
        if (stop.event == EVENT_ENDED) {
            s->tracee.tid = 0;
            return complain_of_end(s, stop.status);
        }
        if (stop.event == EVENT_HUNG)
            return complain_of_hang(s);
        if (stop.event == EVENT_TRAP && stop.rip == s->tracee.control->begin)
            return OK;
    }
}

static enum result judge(struct session *s)
{
    struct control *control = s->tracee.control;
    char where[WHERE_SIZE];
    long size;

    if (control->failure[0] != '\0') {
        complain(s, FAILED, control->failure);
        control->failure[0] = '\0';
        return FAILED;
    }
    if (!outcomes_know(s->outcomes, control->outcome)) {
        describe(s, where, sizeof(where));
        outcomes_add(s->outcomes, control->outcome, where);
    }
    if (!control->size_must_stay)
        return OK;
    size = tracee_size(&s->tracee);
    /* lxcore takes some memory when it first does something. */
    if (s->point != NULL && size != s->size && s->growths++ == GROWTHS)
        return complain(s, FAILED, "the size of its memory has changed");
    s->size = size;
    return OK;
}

/* The call once, with a signal at `point`; from stop to stop before it. */
static enum result run_once(struct session *s, const struct point *point)
{
    enum result result, checked;

    s->point = point;
    result = run_call(s);
    if (result == DEAD)
        return result;
    checked = run_checks(s);
    if (checked == OK)
        checked = judge(s);
    return checked == OK ? result : checked;
}

static enum result run_point(struct session *s, const struct point *point)
{
    enum result result = MISSED;

    for (int i = 0; i < TRIES && result == MISSED; i++) {
        s->approach = has_breakpoints && i % 2 == 0 ? BY_BREAKPOINT : BY_STEPS;
        result = run_once(s, point);
    }
    if (result == MISSED && s->missed++ < MOST_COMPLAINTS) {
        char where[WHERE_SIZE];

        describe(s, where, sizeof(where));
        fprintf(stderr, "    %s: not reached: %s\n", s->title, where);
    }
    return result;
}

static enum result warm_up(struct session *s)
{
    enum result result = run_checks(s);

    for (int i = 0; i < s->tracee.control->warm_up && result == OK; i++)
        result = run_once(s, NULL);
    return result;
}

static enum result record(struct session *s, struct path *path)
{
    const char *problem = path_record(&s->tracee, path);

    s->point = NULL;
    if (problem != NULL)
        return complain(s, DEAD, problem);
    if (run_checks(s) != OK)
        return DEAD;
    return judge(s);
}

static enum result run_points(struct session *s, const struct path *path)
{
    enum result result, worst = OK;

    for (unsigned i = 0; i < path->count; i++) {
        result = run_point(s, &path->points[i]);
        if (result == DEAD)
            return DEAD;
        if (result == FAILED)
            worst = FAILED;
        s->points++;
    }
    return worst;
}

static enum result run_all(struct session *s)
{
    struct path path = { 0 };
    enum result result = warm_up(s);

    if (result == OK)
        result = record(s, &path);
    if (result == OK)
        result = run_points(s, &path);
    path_free(&path);
    return result;
}

static bool run_session(struct session *s, char *const command[])
{
    enum result result;

    if (!tracee_start(&s->tracee, command)) {
        printf("    %s: cannot start\n", s->title);
        tracee_kill(&s->tracee);
        return false;
    }
    s->variants = s->tracee.control->variants;
    s->may_end_otherwise = s->tracee.control->may_end_otherwise;
    result = run_all(s);
    if (result == DEAD) {
        tracee_kill(&s->tracee);
        return false;
    }
    s->point = NULL;
    s->tracee.control->is_over = 1;
    return run_call(s) == OK && tracee_end(&s->tracee) && result == OK;
}

/* Natively and under lxrun.  Returns how many variants there are, or 0. */
static int run_variant(int variant, char *argv[], int argc, struct totals *totals)
{
    static struct outcomes native, guest;
    char number[VARIANT_DIGITS], title[2][40];
    /* LXRUN OPTION... GUEST SCENARIO VARIANT; natively only the last three. */
    char *command[argc + 1];
    struct session sessions[] = { { .title = title[0], .outcomes = &native },
                                  { .title = title[1], .outcomes = &guest } };
    bool is_good;

    native.count = guest.count = 0;
    snprintf(number, sizeof(number), "%d", variant);
    snprintf(title[0], sizeof(title[0]), "variant %d, natively", variant);
    snprintf(title[1], sizeof(title[1]), "variant %d, under lxrun", variant);
    memcpy(command, argv + 3, (size_t)(argc - 3) * sizeof(*command));
    command[argc - 3] = argv[1];
    command[argc - 2] = argv[2];
    command[argc - 1] = number;
    command[argc] = NULL;
    is_good = run_session(&sessions[0], command + argc - 3) &&
              run_session(&sessions[1], command);
    totals->native += sessions[0].points;
    totals->guest += sessions[1].points;
    totals->missed += sessions[0].missed + sessions[1].missed;
    if (is_good && !sessions[0].may_end_otherwise)
        is_good = outcomes_tell_missing(&native, &guest, variant, "natively") +
                      outcomes_tell_missing(&guest, &native, variant, "under lxrun") ==
                  0;
    totals->failures += !is_good;
    return sessions[0].variants;
}

/* The program and its tracer never run at the same time, and need not wake
 * each other across processors. */
static void share_one_processor(void)
{
    cpu_set_t set;

    CPU_ZERO(&set);
    CPU_SET((size_t)sched_getcpu(), &set);
    sched_setaffinity(0, sizeof(set), &set);
}

int main(int argc, char **argv)
{
    struct totals totals = { 0 };
    int variants = 1;

    if (argc < 4)
        return 2;
    if (!tracee_is_possible()) {
        printf("tracing a child is not permitted here\n");
        return SKIPPED;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    share_one_processor();
    tracee_start_ticks();
    for (int variant = 0; variant < variants; variant++)
        variants = run_variant(variant, argv, argc, &totals);
    if (totals.missed > (totals.native + totals.guest) / MISSED_PER_POINTS + 1)
        totals.failures++;
    printf("%u points under lxrun, %u natively", totals.guest, totals.native);
    if (totals.missed != 0)
        printf(", %u not reached", totals.missed);
    printf("\n");
    return totals.failures != 0;
}
