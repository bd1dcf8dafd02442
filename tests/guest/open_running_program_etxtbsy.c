/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * open(2), truncate(2): nobody writes to a program that runs, whichever path leads to
 * it, until it has ended or executes another.
 */
#include "check.h"

#define NOBODY 65534

static int go[2], ready[2];

static void copy_program(const char *to)
{
    static char buffer[1 << 20];
    int in = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    int out = CHECK_OK(open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755));
    ssize_t size = CHECK_OK(read(in, buffer, sizeof(buffer)));

    CHECK_EQ(write(out, buffer, size), size);
    CHECK_OK(close(out));
    CHECK_OK(close(in));
}

static pid_t start(const char *program, int then)
{
    char in[12], out[12], what[4];
    char *argv[] = { "copy", in, out, what, NULL };
    pid_t pid;
    char byte;

    snprintf(in, sizeof(in), "%d", go[0]);
    snprintf(out, sizeof(out), "%d", ready[1]);
    snprintf(what, sizeof(what), "%d", then);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execv(program, argv);
        _exit(99);
    }
    CHECK_EQ(read(ready[0], &byte, 1), 1);
    return pid;
}

/* In the copy: say that it runs, and wait; then end, or become another. */
static int be_copy(int in, int out, int then)
{
    char *argv[] = { "sleep", "60", NULL };
    char byte;

    CHECK_EQ(write(out, "r", 1), 1);
    CHECK_EQ(read(in, &byte, 1), 1);
    if (then == 0)
        return 7;
    CHECK_OK(fcntl(out, F_SETFD, FD_CLOEXEC));
    execvp("sleep", argv);
    return 98;
}

static void check_busy(const char *path)
{
    CHECK_ERR(open(path, O_WRONLY), ETXTBSY);
    CHECK_ERR(open(path, O_RDWR | O_APPEND), ETXTBSY);
    CHECK_ERR(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0700), ETXTBSY);
    CHECK_ERR(open(path, O_RDONLY | O_TRUNC), ETXTBSY);
    CHECK_ERR(creat(path, 0700), ETXTBSY);
    CHECK_ERR(truncate(path, 0), ETXTBSY);
    CHECK_ERR(truncate(path, -1), EINVAL);
    CHECK_ERR(open(path, O_WRONLY | O_CREAT | O_EXCL, 0700), EEXIST);
    CHECK_OK(close(CHECK_OK(open(path, O_RDONLY))));
}

static void check_free(const char *path)
{
    CHECK_OK(close(CHECK_OK(open(path, O_RDWR))));
    CHECK_OK(truncate(path, 1 << 12));
}

static void be_nobody(void)
{
    CHECK_OK(setresuid(NOBODY, NOBODY, NOBODY));
    CHECK_ERR(open("copy", O_WRONLY), EACCES);
    CHECK_ERR(truncate("copy", 0), EACCES);
}

int main(int argc, char **argv)
{
    char byte;
    pid_t pid;

    if (argc > 3)
        return be_copy(atoi(argv[1]), atoi(argv[2]), atoi(argv[3]));
    check_busy("/proc/self/exe");
    CHECK_OK(pipe(go));
    CHECK_OK(pipe(ready));
    copy_program("copy");
    copy_program("other");
    CHECK_OK(symlink("copy", "link"));
    check_free("other");
    pid = start("./copy", 0);
    check_busy("copy");
    check_busy("./link");
    check_free("other");
    CHECK_ERR(open("link", O_WRONLY | O_NOFOLLOW), ELOOP);
    if (geteuid() == 0)
        CHECK_EQ(child_status(be_nobody), EXITED(0));
    CHECK_EQ(write(go[1], "g", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(7));
    pid = start("./copy", 1);
    check_busy("copy");
    CHECK_EQ(write(go[1], "g", 1), 1);
    CHECK_OK(close(ready[1]));
    CHECK_EQ(read(ready[0], &byte, 1), 0);
    check_free("copy");
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
