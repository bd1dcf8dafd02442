/* SPDX-License-Identifier: GPL-2.0-or-later */
/* host.c - the typed host calls; each is one trip through the gate. */
#include "core/host.h"

#include "abi/signal.h"
#include "core/own_io.h"
#include "core/span.h"
#include "task/task.h"

struct own_io own_io_of_ended;

/* The stack names its thread (core/layout.h), but not that of a unit test. */
static struct own_io *count_of_thread(void)
{
    static struct own_io nobodys;
    uint64_t task = ((uint64_t)(uintptr_t)__builtin_frame_address(0) | (LX_AREA_SIZE - 1)) -
                    (LX_AREA_TOP_SIZE - 1);

    return likely(span_overlaps(task, 1)) ? &((struct task *)(uintptr_t)task)->own_io :
                                            &nobodys;
}

static long count_read(long got)
{
    struct own_io *count = count_of_thread();

    count->syscr++;
    if (got > 0)
        count->rchar += (uint64_t)got;
    return got;
}

static long count_write(long put)
{
    struct own_io *count = count_of_thread();

    count->syscw++;
    if (put > 0)
        count->wchar += (uint64_t)put;
    return put;
}

static void add_to_ended(uint64_t *sum, uint64_t count)
{
    __atomic_add_fetch(sum, count, __ATOMIC_RELAXED);
}

void own_io_leave(const struct task *task)
{
    add_to_ended(&own_io_of_ended.rchar, task->own_io.rchar);
    add_to_ended(&own_io_of_ended.wchar, task->own_io.wchar);
    add_to_ended(&own_io_of_ended.syscr, task->own_io.syscr);
    add_to_ended(&own_io_of_ended.syscw, task->own_io.syscw);
}

void own_io_reset(struct task *task)
{
    task->own_io = own_io_of_ended = (struct own_io){ 0 };
}

long host_read(hostfd_t fd, void *buffer, size_t size)
{
    return count_read(host_call3(SYS_read, (uint64_t)fd, HOST_POINTER(buffer), size));
}

long host_pread(hostfd_t fd, void *buffer, size_t size, uint64_t offset)
{
    return count_read(host_call(SYS_pread64, (uint64_t)fd, HOST_POINTER(buffer), size,
                                offset, 0, 0));
}

long host_write(hostfd_t fd, const void *buffer, size_t size)
{
    return count_write(host_call3(SYS_write, (uint64_t)fd, HOST_POINTER(buffer), size));
}

long host_pwrite(hostfd_t fd, const void *buffer, size_t size, uint64_t offset)
{
    return count_write(host_call(SYS_pwrite64, (uint64_t)fd, HOST_POINTER(buffer), size,
                                 offset, 0, 0));
}

long host_close(hostfd_t fd)
{
    return host_call3(SYS_close, (uint64_t)fd, 0, 0);
}

long host_openat(hostfd_t dir, gaddr_t path, int flags, unsigned mode)
{
    return host_call(SYS_openat, (uint64_t)dir, path, (uint64_t)flags, mode, 0, 0);
}

long host_fcntl(hostfd_t fd, int command, uint64_t argument)
{
    return host_call3(SYS_fcntl, (uint64_t)fd, (uint64_t)command, argument);
}

long host_dup3(hostfd_t from, hostfd_t to, int flags)
{
    return host_call3(SYS_dup3, (uint64_t)from, (uint64_t)to, (uint64_t)flags);
}

long host_readlink(const char *path, char *buffer, size_t size)
{
    return host_call3(SYS_readlink, HOST_POINTER(path), HOST_POINTER(buffer), size);
}

long host_mmap(gaddr_t address, size_t size, int prot, int flags, hostfd_t fd,
               uint64_t offset)
{
    return host_call(SYS_mmap, address, size, (uint64_t)prot, (uint64_t)flags,
                     (uint64_t)fd, offset);
}

long host_munmap(gaddr_t address, size_t size)
{
    return host_call3(SYS_munmap, address, size, 0);
}

long host_mprotect(gaddr_t address, size_t size, int prot)
{
    return host_call3(SYS_mprotect, address, size, (uint64_t)prot);
}

long host_sigaction(int signo, const struct ksigaction *action, struct ksigaction *old)
{
    return host_call(SYS_rt_sigaction, (uint64_t)signo, HOST_POINTER(action),
                     HOST_POINTER(old), sizeof(uint64_t), 0, 0);
}

long host_sigprocmask(int how, const uint64_t *set, uint64_t *old)
{
    return host_call(SYS_rt_sigprocmask, (uint64_t)how, HOST_POINTER(set),
                     HOST_POINTER(old), sizeof(uint64_t), 0, 0);
}

long host_sigaltstack(const struct sigstack *stack)
{
    return host_call3(SYS_sigaltstack, HOST_POINTER(stack), 0, 0);
}

long host_queue_to_thread(int tgid, int tid, int signo, const void *info)
{
    return host_call(SYS_rt_tgsigqueueinfo, (uint64_t)tgid, (uint64_t)tid,
                     (uint64_t)signo, HOST_POINTER(info), 0, 0);
}

long host_queue_to_process(int tid, int signo, const void *info)
{
    return host_call3(SYS_rt_sigqueueinfo, (uint64_t)tid, (uint64_t)signo,
                      HOST_POINTER(info));
}

long host_getpid(void)
{
    return host_call3(SYS_getpid, 0, 0, 0);
}

long host_gettid(void)
{
    return host_call3(SYS_gettid, 0, 0, 0);
}

_Noreturn void host_exit_group(int status)
{
    for (;;)
        host_call3(SYS_exit_group, (uint64_t)status, 0, 0);
}
