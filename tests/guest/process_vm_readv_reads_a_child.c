/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A parent reads and writes its child's memory by process_vm_readv and writev. */
#include <sys/uio.h>

#include "check.h"

static char text[16] = "in the parent";

int main(void)
{
    char copy[16] = "";
    struct iovec local = { copy, sizeof copy }, remote = { text, sizeof text };
    int pipes[2];
    pid_t pid;

    CHECK_OK(pipe(pipes));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        strcpy(text, "in the child");
        CHECK_EQ(write(pipes[1], "x", 1), 1);
        while (*(volatile char *)text == 'i')
            usleep(200);
        _exit(strcmp(text, "from outside") == 0 ? 9 : 10);
    }
    CHECK_EQ(read(pipes[0], copy, 1), 1);
    CHECK_EQ(process_vm_readv(pid, &local, 1, &remote, 1, 0), 16);
    CHECK_STR(copy, "in the child");
    strcpy(copy, "from outside");
    CHECK_EQ(process_vm_writev(pid, &local, 1, &remote, 1, 0), 16);
    CHECK_EQ(wait_status(pid), EXITED(9));
    CHECK_STR(text, "in the parent");
    remote.iov_base = (void *)8;
    CHECK_ERR(process_vm_readv(getpid(), &local, 1, &remote, 1, 0), EFAULT);
    return passed();
}
