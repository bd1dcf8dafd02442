/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plain_scenarios.c - calls that do not sleep, and are done once and once only. */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "guest.h"

#define NO_SUCH_CALL 9999
#define BRK_STEP (4 * PAGE)
#define FIXED_PAGE 0x200000000000UL

static int own_pipe[2];
static int lowest_fd;
static int directory;
static char byte, entries[256], first_entries[256];
static long first_size;
static unsigned long old_break;

static void make_pipe(void)
{
    expect(pipe(own_pipe) == 0, "pipe");
}

static void prepare_getpid(void)
{
    CALL(SYS_getpid);
}

static void finish_getpid(void)
{
    expect_result(control->pid);
}

static void prepare_read(void)
{
    char sent = (char)control->iteration;

    byte = (char)~sent;
    EXPECT_EQ(SYS(SYS_write, own_pipe[1], &sent, 1), 1);
    CALL(SYS_read, own_pipe[0], &byte, 1);
}

static void finish_read(void)
{
    expect_result(1);
    EXPECT_EQ(byte, (char)control->iteration);
    EXPECT_EQ(bytes_in_pipe(own_pipe[0]), 0);
}

static void prepare_write(void)
{
    CALL(SYS_write, own_pipe[1], "x", 1);
}

static void finish_write(void)
{
    char buffer[4];

    expect_result(1);
    EXPECT_EQ(bytes_in_pipe(own_pipe[0]), 1);
    EXPECT_EQ(SYS(SYS_read, own_pipe[0], buffer, sizeof(buffer)), 1);
}

static void find_lowest_fd(void)
{
    lowest_fd = dup(BYTE_READ_FD);
    close(lowest_fd);
}

static void prepare_open(void)
{
    CALL(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY);
}

static void finish_open(void)
{
    expect_result(lowest_fd);
    EXPECT_EQ(SYS(SYS_close, lowest_fd), 0);
    EXPECT_EQ(SYS(SYS_close, lowest_fd + 1), -EBADF);
}

static void prepare_close(void)
{
    EXPECT_EQ(SYS(SYS_dup, BYTE_READ_FD), lowest_fd);
    CALL(SYS_close, lowest_fd);
}

static void finish_close(void)
{
    expect_result(0);
    EXPECT_EQ(SYS(SYS_close, lowest_fd), -EBADF);
}

static void start_getdents(void)
{
    directory = open("/", O_RDONLY | O_DIRECTORY);
    first_size = SYS(SYS_getdents64, directory, first_entries, sizeof(first_entries));
}

static void prepare_getdents(void)
{
    EXPECT_EQ(SYS(SYS_lseek, directory, 0, SEEK_SET), 0);
    memset(entries, 0, sizeof(entries));
    CALL(SYS_getdents64, directory, entries, sizeof(entries));
}

static void finish_getdents(void)
{
    expect_result(first_size);
    expect(memcmp(entries, first_entries, (size_t)first_size) == 0, "other entries");
}

static void start_brk(void)
{
    old_break = (unsigned long)SYS(SYS_brk, 0);
}

static void prepare_brk(void)
{
    CALL(SYS_brk, old_break + BRK_STEP);
}

static void finish_brk(void)
{
    expect_result((long)(old_break + BRK_STEP));
    EXPECT_EQ(SYS(SYS_brk, old_break), old_break);
}

static void prepare_mmap(void)
{
    CALL(SYS_mmap, 0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void finish_mmap(void)
{
    volatile char *page = (char *)result();

    if (expect(result() > 0, "mmap: %ld", result()))
        EXPECT_EQ(page[0], 0);
    EXPECT_EQ(SYS(SYS_munmap, page, PAGE), 0);
}

static void prepare_munmap(void)
{
    EXPECT_EQ(SYS(SYS_mmap, FIXED_PAGE, PAGE, PROT_READ,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0),
              FIXED_PAGE);
    CALL(SYS_munmap, FIXED_PAGE, PAGE);
}

static void finish_munmap(void)
{
    unsigned char there;

    expect_result(0);
    EXPECT_EQ(SYS(SYS_mincore, FIXED_PAGE, PAGE, &there), -ENOMEM);
}

static void prepare_bad_pointer(void)
{
    CALL(SYS_rt_sigprocmask, SIG_BLOCK, 8, 0, 8);
}

static void finish_bad_pointer(void)
{
    expect_result(-EFAULT);
}

static void prepare_exec(void)
{
    static char *const argv[] = { "nothing", NULL };

    CALL(SYS_execve, "/nothing/of/that/name", argv, argv + 1);
}

static void finish_exec(void)
{
    expect_result(-ENOENT);
}

static void prepare_unknown(void)
{
    CALL(NO_SUCH_CALL);
}

static void finish_unknown(void)
{
    expect_result(-ENOSYS);
}

#define GETPID .prepare = prepare_getpid, .finish = finish_getpid
#define READ .start = make_pipe, .prepare = prepare_read, .finish = finish_read
#define BAD_POINTER .prepare = prepare_bad_pointer, .finish = finish_bad_pointer
#define BEFORE .routine = &before_int3_routine
#define NEAR .routine = &near_int3_routine
#define USR1 { { SIGUSR1, TO_THREAD } }

const struct scenario plain_scenarios[] = {
    { "getpid", USR1, GETPID },
    { "getpid.process", { { SIGUSR1, TO_PROCESS } }, GETPID },
    { "getpid.queued", { { SIGRTMIN_KERNEL + 8, QUEUED } }, GETPID },
    { "getpid.segv", { { SIGSEGV, TO_PROCESS } }, GETPID },
    { "getpid.bus", { { SIGBUS, TO_THREAD } }, GETPID },
    { "getpid.sys", { { SIGSYS, TO_THREAD } }, GETPID },
    { "getpid.two", { { SIGUSR1, TO_THREAD }, { SIGWINCH, TO_PROCESS } }, GETPID },
    { "getpid.two_segv", { { SIGUSR1, TO_THREAD }, { SIGSEGV, TO_PROCESS } }, GETPID },
    { "getpid.two_held", { { SIGBUS, TO_THREAD }, { SIGSEGV, TO_PROCESS } }, GETPID },
    { "read", USR1, READ },
    { "read.segv", { { SIGSEGV, TO_PROCESS } }, READ },
    { "read.two", { { SIGUSR1, TO_THREAD }, { SIGRTMIN_KERNEL + 8, QUEUED } }, READ },
    { "write", USR1, .start = make_pipe, .prepare = prepare_write,
      .finish = finish_write },
    { "open", USR1, .start = find_lowest_fd, .prepare = prepare_open,
      .finish = finish_open },
    { "close", USR1, .start = find_lowest_fd, .prepare = prepare_close,
      .finish = finish_close },
    { "getdents", USR1, .start = start_getdents, .prepare = prepare_getdents,
      .finish = finish_getdents },
    { "brk", USR1, .start = start_brk, .prepare = prepare_brk, .finish = finish_brk },
    { "mmap", USR1, .size_must_stay = true, .prepare = prepare_mmap,
      .finish = finish_mmap },
    { "munmap", USR1, .prepare = prepare_munmap, .finish = finish_munmap },
    { "bad_pointer", USR1, BAD_POINTER },
    { "bad_pointer.segv", { { SIGSEGV, TO_PROCESS } }, BAD_POINTER },
    { "exec_fails", USR1, .prepare = prepare_exec, .finish = finish_exec },
    { "before_int3.getpid", USR1, BEFORE, GETPID },
    { "before_int3.read", USR1, BEFORE, READ },
    { "before_int3.two_segv", { { SIGUSR1, TO_THREAD }, { SIGSEGV, TO_PROCESS } }, BEFORE,
      GETPID },
    { "near_int3.getpid", USR1, NEAR, GETPID },
    { "near_int3.read", USR1, NEAR, READ },
    { "near_int3.two_segv", { { SIGUSR1, TO_THREAD }, { SIGSEGV, TO_PROCESS } }, NEAR,
      GETPID },
    { "unknown", USR1, .prepare = prepare_unknown, .finish = finish_unknown },
    { 0 },
};
