/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracer that steps through a system call with `int3` near by sees the program's own
 * instructions, however often the call has been made before. */
#include "check.h"

#include <sys/ptrace.h>
#include <sys/user.h>

#define BASE ((unsigned char *)0x10000000)
#define STEPS_MOST 100000

/* getppid(2), at 0: mov $110,%eax; syscall; inc %rax; ret, and at 64 without the inc. */
static unsigned char image[PAGE];
static const unsigned char adding[] = { 0xb8, 110,  0,    0,    0,   0x0f,
                                        0x05, 0x48, 0xff, 0xc0, 0xc3 };
static const unsigned char plain[] = { 0xb8, 110, 0, 0, 0, 0x0f, 0x05, 0xc3 };
static const unsigned long expected[] = { 0, 5, 7, 10, 64, 69, 71 };
#define EXPECTED (sizeof expected / sizeof expected[0])

static void map_image(void)
{
    int fd = CHECK_OK(open("image", O_RDWR | O_CREAT | O_TRUNC, 0700));

    memset(image, 0xcc, sizeof image);
    memcpy(image, adding, sizeof adding);
    memcpy(image + 64, plain, sizeof plain);
    CHECK_EQ(write(fd, image, sizeof image), sizeof image);
    CHECK(mmap(BASE, PAGE, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_FIXED, fd, 0) ==
          BASE);
    CHECK_OK(close(fd));
    CHECK_OK(unlink("image"));
}

static void call_both(void)
{
    CHECK_EQ(((long (*)(void))BASE)(), getppid() + 1);
    CHECK_EQ(((long (*)(void))(BASE + 64))(), getppid());
}

static void run_tracee(void)
{
    map_image();
    for (int i = 0; i < 400; i++)
        call_both();
    CHECK_OK(ptrace(PTRACE_TRACEME, 0, 0, 0));
    CHECK_OK(raise(SIGSTOP));
    call_both();
    CHECK_OK(raise(SIGSTOP));
}

int main(void)
{
    struct user_regs_struct regs;
    size_t seen = 0;
    int status, steps = 0;
    pid_t child = CHECK_OK(fork());

    if (child == 0) {
        run_tracee();
        _exit(0);
    }
    CHECK_EQ(CHECK_OK(waitpid(child, &status, 0)), child);
    CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    for (;;) {
        CHECK_OK(ptrace(PTRACE_SINGLESTEP, child, 0, 0));
        CHECK_EQ(CHECK_OK(waitpid(child, &status, 0)), child);
        CHECK(WIFSTOPPED(status) && ++steps < STEPS_MOST);
        if (WSTOPSIG(status) == SIGSTOP)
            break;
        CHECK_EQ(WSTOPSIG(status), SIGTRAP);
        CHECK_OK(ptrace(PTRACE_GETREGS, child, 0, &regs));
        if (regs.rip - (unsigned long)BASE < PAGE) {
            CHECK(seen < EXPECTED);
            CHECK_EQ(regs.rip - (unsigned long)BASE, expected[seen]);
            seen++;
        }
    }
    CHECK_EQ(seen, EXPECTED);
    CHECK_OK(ptrace(PTRACE_CONT, child, 0, 0));
    CHECK_EQ(wait_status(child), EXITED(0));
    return passed();
}
