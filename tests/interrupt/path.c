/* SPDX-License-Identifier: GPL-2.0-or-later */
/* path.c - see path.h. */
#include "path.h"

#include <signal.h>
#include <stdlib.h>

#define MOST_STEPS 1000000

static void add(struct path *path, struct point point)
{
    if (path->count == path->room) {
        path->room = path->room * 2 + 256;
        path->points = realloc(path->points, path->room * sizeof(*path->points));
        if (path->points == NULL)
            abort();
    }
    path->points[path->count++] = point;
}

static unsigned visits(const struct path *path, uint64_t rip)
{
    unsigned count = 0;

    for (unsigned i = 0; i < path->count; i++)
        count += path->points[i].kind == AT_INSTRUCTION && path->points[i].rip == rip &&
                 path->points[i].steps == 0;
    return count;
}

/* A run of steps that stay where they are is one repeating instruction. */
static void add_instruction(struct path *path, uint64_t rip, unsigned repetition)
{
    struct point point = { AT_INSTRUCTION, rip, 0, repetition, path->steps };

    if (repetition == 0) {
        point.visit = visits(path, rip);
    } else {
        struct point *last = &path->points[path->count - 1];

        point.visit = last->visit;
        if (repetition > 2) {
            *last = point;
            return;
        }
    }
    add(path, point);
}

/* Loops are many points alike: of the program's own, three rounds; of others,
 * also rounds further and further apart. */
static bool is_worth_it(const struct tracee *tracee, const struct point *point)
{
    const struct control *control = tracee->control;
    unsigned visit = point->visit;

    if (point->kind != AT_INSTRUCTION || visit < 3)
        return true;
    if (point->rip >= control->text && point->rip < control->text_end)
        return false;
    return (visit & (visit - 1)) == 0;
}

static void drop_the_rest(const struct tracee *tracee, struct path *path)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < path->count; i++)
        if (is_worth_it(tracee, &path->points[i]))
            path->points[kept++] = path->points[i];
    path->count = kept;
}

static void add_other(struct path *path, enum point_kind kind)
{
    unsigned before = 0;

    for (unsigned i = 0; i < path->count; i++)
        before += path->points[i].kind == kind;
    add(path, (struct point){ kind, 0, before, 0, path->steps });
}

/* Another signal was pending at the last step: which of the two is the first there is
 * a matter of their numbers.  The program's own instructions are come to once more,
 * when that signal has been handled. */
static void forget_if_overtaken(const struct tracee *tracee, struct path *path, uint64_t rip)
{
    const struct control *control = tracee->control;
    const struct point *last = &path->points[path->count - 1];

    if (path->count > 0 && last->kind == AT_INSTRUCTION && last->rip == rip &&
        (rip < control->text || rip >= control->text_end))
        path->count--;
}

/* In a handler that has ended a sleep?  How that goes is a scenario of its own. */
static bool is_beside(const struct tracee *tracee, uint64_t rip)
{
    const struct control *control = tracee->control;

    return control->unblock == BY_SIGNAL && control->was_handled &&
           (rip < control->begin || rip > control->end);
}

static const char *step(struct tracee *tracee, struct path *path)
{
    struct stop stop = { .event = EVENT_TRAP, .rip = tracee->control->begin };
    uint64_t last_rip = 0;
    unsigned repetition = 0;

    while (path->steps < MOST_STEPS) {
        switch (stop.event) {
        case EVENT_TRAP:
            if (stop.rip == tracee->control->end - 1)
                return NULL;
            repetition = stop.rip == last_rip ? repetition + 1 : 0;
            last_rip = stop.rip;
            if (!is_beside(tracee, stop.rip))
                add_instruction(path, stop.rip, repetition);
            path->steps++;
            break;
        case EVENT_SIGNAL:
            if (stop.signo != SIGCHLD && !is_beside(tracee, 0)) {
                if (stop.signo != SIGSEGV && stop.signo != SIGBUS)
                    forget_if_overtaken(tracee, path, stop.rip);
                add_other(path, AT_SIGNAL);
            }
            last_rip = 0;
            break;
        case EVENT_ASLEEP:
            add_other(path, AT_SLEEP);
            if (tracee->control->unblock != BY_ITSELF)
                tracee_unblock(tracee);
            break;
        case EVENT_ENDED:
            tracee->tid = 0;
            return tracee->control->thread_ends ? NULL : "ended while it was stepped";
        case EVENT_HUNG:
            return "hung while it was stepped";
        }
        if (stop.event != EVENT_ASLEEP)
            tracee_resume(tracee, STEP, stop.signo);
        stop = tracee_wait(tracee,
                           !tracee->control->was_unblocked && stop.event != EVENT_ASLEEP);
    }
    return "the way has no end";
}

const char *path_record(struct tracee *tracee, struct path *path)
{
    struct stop stop = { .event = EVENT_TRAP };
    const char *problem;

    tracee_lengthen_nap(tracee);
    problem = step(tracee, path);
    drop_the_rest(tracee, path);
    while (problem == NULL && tracee->tid != 0 && stop.rip != tracee->control->end) {
        tracee_resume(tracee, RUN, stop.signo);
        stop = tracee_wait(tracee, false);
        if (stop.event == EVENT_ENDED || stop.event == EVENT_HUNG)
            problem = "does not get to its end";
    }
    return problem;
}

void path_free(struct path *path)
{
    free(path->points);
    *path = (struct path){ 0 };
}
