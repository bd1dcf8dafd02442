/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glibc registers restartable sequences for each thread; the area tells the
 * cpu (rseq).
 */
#include <sys/rseq.h>

#include "check.h"

static struct rseq *area(void)
{
    return (struct rseq *)((char *)__builtin_thread_pointer() + __rseq_offset);
}

static void check_area(void)
{
    if (__rseq_size == 0)
        return; /* a kernel without rseq: then it is so for all threads */
    CHECK((int)area()->cpu_id >= 0 &&
          area()->cpu_id < (unsigned)sysconf(_SC_NPROCESSORS_CONF));
    CHECK_ERR(syscall(SYS_rseq, area(), 32, 0, RSEQ_SIG), EBUSY);
    CHECK_ERR(syscall(SYS_rseq, (char *)area() + 64, 32, 0, RSEQ_SIG), EINVAL);
}

static void *thread(void *arg)
{
    check_area();
    return arg;
}

int main(void)
{
    check_area();
    for (int i = 0; i < 10; i++)
        join_thread(start_thread(thread, NULL));
    CHECK_EQ(child_status(check_area), EXITED(0));
    return passed();
}
