/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One memfd mapped writable here and executable there: what is written runs (W^X JIT). */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("jit", MFD_CLOEXEC));
    unsigned char code[] = { 0xb8, 0, 0, 0, 0, 0xc3 }, *writer, *runner;

    CHECK_OK(ftruncate(fd, PAGE));
    writer = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    runner = mmap(NULL, PAGE, PROT_READ | PROT_EXEC, MAP_SHARED, fd, 0);
    CHECK(writer != MAP_FAILED && runner != MAP_FAILED);
    for (int i = 0; i < 100; i++) {
        code[1] = i;
        memcpy(writer, code, sizeof code);
        CHECK_EQ(((int (*)(void))runner)(), i);
    }
    CHECK_EQ(WRITE_STATUS(runner), KILLED(SIGSEGV));
    return passed();
}
