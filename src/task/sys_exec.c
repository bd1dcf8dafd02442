/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sys_exec.c - decoding of execve and execveat. */
#include "abi/errno.h"
#include "abi/sched.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "task/exec.h"
#include "task/task.h"

#include "syscall_entries.h"

#include <linux/fcntl.h>

/* A vfork child is alone with its copy of the table. */
static bool has_own_descriptors(const struct task *task)
{
    return task->is_borrowing_memory && !(task->clone_flags & CLONE_FILES);
}

static long run(struct task *task, uint64_t dir, gaddr_t path, gaddr_t argv, gaddr_t envp,
                int flags)
{
    struct exec_request request; /* its path is too long to be cleared for nothing */
    long size;

    request.dir = (hostfd_t)dir;
    request.flags = flags;
    request.open_flags = has_own_descriptors(task) ? 0 : O_CLOEXEC;
    request.argv = argv;
    request.envp = envp;
    if (flags & ~(AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW))
        return -EINVAL;
    size = guest_copy_string(request.path, path, sizeof(request.path));
    if (size < 0)
        return size;
    if (size == 0 && !(flags & AT_EMPTY_PATH))
        return -ENOENT;
    if (request.dir != AT_FDCWD && own_fd_is(dir))
        return -EBADF;
    return exec_run(task, &request);
}

long lx_sys_task_execve(struct task *task, const struct sys_args *args)
{
    return run(task, (uint64_t)AT_FDCWD, args->arg[0], args->arg[1], args->arg[2], 0);
}

long lx_sys_task_execveat(struct task *task, const struct sys_args *args)
{
    return run(task, args->arg[0], args->arg[1], args->arg[2], args->arg[3],
               (int)args->arg[4]);
}
