/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * At exit the kernel handles list_op_pending too: a lock taken but not yet
 * listed (futex(2)).
 */
#include <linux/futex.h>

#include "check.h"

struct lock {
    struct robust_list list;
    unsigned word;
};

static struct lock listed, pending, foreign;
static struct robust_list_head head;
static volatile pid_t tid;

static void *dying(void *arg)
{
    tid = gettid();
    head.list.next = &listed.list;
    listed.list.next = &head.list;
    head.futex_offset = (char *)&listed.word - (char *)&listed.list;
    head.list_op_pending = &pending.list;
    listed.word = tid | FUTEX_WAITERS;
    pending.word = tid;
    foreign.word = 12345;
    CHECK_OK(syscall(SYS_set_robust_list, &head, sizeof head));
    syscall(SYS_exit, 0);
    return arg;
}

int main(void)
{
    struct robust_list_head *got = NULL;
    size_t size = 0;

    join_thread(start_thread(dying, NULL));
    CHECK_EQ(listed.word, FUTEX_OWNER_DIED | FUTEX_WAITERS);
    CHECK_EQ(pending.word, FUTEX_OWNER_DIED);
    CHECK_EQ(foreign.word, 12345);
    CHECK_ERR(syscall(SYS_set_robust_list, &head, 8), EINVAL);
    CHECK_OK(syscall(SYS_get_robust_list, 0, &got, &size));
    CHECK_EQ(size, sizeof head);
    CHECK(got != NULL && got != &head);
    CHECK_ERR(syscall(SYS_get_robust_list, 0, 8, &size), EFAULT);
    return passed();
}
