/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/self/mem reads and writes one's own memory, read-only pages too; holes
 * are EIO (proc(5)).
 */
#include "check.h"

static const char constant[] = "a constant";

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE), text[16] = "";
    int fd = CHECK_OK(open("/proc/self/mem", O_RDWR));

    strcpy(p, "before");
    CHECK_OK(mprotect(p, PAGE, PROT_READ));
    CHECK_EQ(pread(fd, text, 7, (off_t)p), 7);
    CHECK_STR(text, "before");
    CHECK_EQ(pwrite(fd, "after!", 7, (off_t)p), 7);
    CHECK_STR(p, "after!");
    CHECK_EQ(pread(fd, text, sizeof constant, (off_t)constant), sizeof constant);
    CHECK_STR(text, constant);
    CHECK_OK(munmap(p, PAGE));
    CHECK_ERR(pread(fd, text, 1, (off_t)p), EIO);
    CHECK_ERR(pwrite(fd, text, 1, (off_t)p), EIO);
    return passed();
}
