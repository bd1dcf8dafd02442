/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Of a script AT_EXECFN and comm name the script, /proc/self/exe its interpreter. */
#include <sys/auxv.h>
#include <sys/prctl.h>

#include "check.h"

int main(int argc, char **argv)
{
    char self[4096] = "", exe[4096] = "", comm[16];
    pid_t pid;

    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    if (argc > 1) {
        CHECK_STR((char *)getauxval(AT_EXECFN), "./my-script");
        CHECK_OK(prctl(PR_GET_NAME, comm));
        CHECK_STR(comm, "my-script");
        CHECK_OK(readlink("interp", exe, sizeof exe - 1));
        CHECK_STR(self, exe);
        CHECK_STR(argv[1], "./my-script");
        return 33;
    }
    CHECK_OK(symlink(self, "interp"));
    write_file("my-script", "#!./interp\n", 0700);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("./my-script", "other", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(33));
    return passed();
}
