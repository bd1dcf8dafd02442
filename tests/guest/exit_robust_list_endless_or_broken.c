/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A robust list that is a ring or points to nowhere does not stop its thread
 * from ending.
 */
#include <linux/futex.h>

#include "check.h"

struct lock {
    struct robust_list list;
    unsigned word;
};

static struct lock a, b;
static struct robust_list_head head;
static void *first;

static void *dying(void *arg)
{
    head.list.next = first;
    a.list.next = &b.list;
    b.list.next = &a.list; /* never back to the head */
    head.futex_offset = (char *)&a.word - (char *)&a.list;
    CHECK_OK(syscall(SYS_set_robust_list, &head, sizeof head));
    syscall(SYS_exit, 0);
    return arg;
}

int main(void)
{
    first = &a.list;
    join_thread(start_thread(dying, NULL));
    first = (void *)8;
    join_thread(start_thread(dying, NULL));
    first = NULL;
    join_thread(start_thread(dying, NULL));
    return passed();
}
