/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fexecve of a program in a memfd, close-on-exec or not: AT_EMPTY_PATH (execveat(2)). */
#include <sys/auxv.h>
#include <sys/sendfile.h>

#include "check.h"

static void run(int flags)
{
    char *argv[] = { "x", "y", NULL }, *env[] = { NULL };
    int in = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    int fd = CHECK_OK(memfd_create("program", flags));
    struct stat st;
    pid_t pid;

    CHECK_OK(fstat(in, &st));
    CHECK_EQ(sendfile(fd, in, NULL, st.st_size), st.st_size);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        fexecve(fd, argv, env);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(60));
    CHECK_OK(close(fd));
    CHECK_OK(close(in));
}

int main(int argc, char **argv)
{
    char exe[256] = "";

    (void)argv;
    if (argc > 1) {
        CHECK_OK(readlink("/proc/self/exe", exe, sizeof exe - 1));
        CHECK_STR(exe, "/memfd:program (deleted)");
        CHECK_EQ(strncmp((char *)getauxval(AT_EXECFN), "/dev/fd/", 8), 0);
        return 60;
    }
    run(0);
    run(MFD_CLOEXEC);
    return passed();
}
