/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * area.h - thread areas: who owns which slot of the span.
 *
 * Owns    one state word a slot.  A slot is taken by compare-and-swap and given
 *         back by one store, so no lock can be left held by a dying thread.
 * World   lxcore.
 */
#ifndef LXRUN_TASK_AREA_H
#define LXRUN_TASK_AREA_H

#include "signal/action.h"
#include "task/task.h"

struct area_top {
    struct task task;
    struct sighand sighand;
};

_Static_assert(sizeof(struct area_top) <= LX_AREA_TOP_SIZE - LX_HOT_DATA_SIZE,
               "fits the top page");

/* A fresh area's task, zeroed; NULL when no slot or memory is left. */
struct task *area_take(void);
/* Give back an area that no thread runs on. */
void area_release(struct task *task);
/* The word that gate_exit() clears to give back the area it runs on. */
uint32_t *area_state_to_clear(struct task *task);
/* Map what is free of the span, so that the kernel puts nothing there. */
void area_fill_span(void);
/* Does no other thread or vfork child share our memory? */
bool area_is_only(const struct task *task);
/* After fork: the only thread left is `survivor`'s. */
void area_reset_in_child(struct task *survivor);

/* The tasks that there are, for a look from outside: start with *slot = 0, until
 * NULL.  Any of them may end meanwhile, or begin; its memory stays. */
struct task *area_next_task(uint32_t *slot);

/* Where all this is, in any process of the run (view/other.h): slots from `count`
 * on were never used. */
const struct task *area_task_address(uint32_t slot);
const uint32_t *area_state_address(uint32_t slot);
const uint32_t *area_count_address(void);

/* Slots from here on were never used. */
uint32_t area_count(void);

static inline struct area_top *area_of(struct task *task)
{
    return (struct area_top *)task;
}

#endif
