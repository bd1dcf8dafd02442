/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each bad argument has its errno (mmap(2), ERRORS). */
#include "check.h"

#define MAP(addr, size, prot, flags, fd, off) \
    (long)mmap((void *)(addr), size, prot, flags, fd, off)

int main(void)
{
    int anon = MAP_PRIVATE | MAP_ANONYMOUS, rw = PROT_READ | PROT_WRITE, pipes[2];
    int reader = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    int writer = CHECK_OK(open("f", O_WRONLY | O_CREAT, 0600));
    int dir = CHECK_OK(open(".", O_RDONLY | O_DIRECTORY));
    int path = CHECK_OK(open("f", O_PATH));

    CHECK_OK(pipe(pipes));
    CHECK_ERR(MAP(0, 0, rw, anon, -1, 0), EINVAL);
    CHECK_ERR(MAP(0, PAGE, rw, MAP_ANONYMOUS, -1, 0), EINVAL);
    CHECK_ERR(MAP(0x12345, PAGE, rw, anon | MAP_FIXED, -1, 0), EINVAL);
    CHECK_ERR(syscall(SYS_mmap, 0, PAGE, PROT_READ, MAP_PRIVATE, reader, 1), EINVAL);
    CHECK_ERR(MAP(0, PAGE, rw, MAP_PRIVATE, -1, 0), EBADF);
    CHECK_ERR(MAP(0, PAGE, rw, MAP_PRIVATE, 900, 0), EBADF);
    CHECK_ERR(MAP(0, PAGE, PROT_READ, MAP_PRIVATE, path, 0), EBADF);
    CHECK_ERR(MAP(0, PAGE, PROT_READ, MAP_PRIVATE, writer, 0), EACCES);
    CHECK_ERR(MAP(0, PAGE, rw, MAP_SHARED, reader, 0), EACCES);
    CHECK_ERR(MAP(0, PAGE, PROT_READ, MAP_PRIVATE, pipes[0], 0), ENODEV);
    CHECK_ERR(MAP(0, PAGE, PROT_READ, MAP_PRIVATE, dir, 0), ENODEV);
    CHECK_ERR(MAP(0, 1UL << 47, rw, anon, -1, 0), ENOMEM);
    CHECK_ERR(MAP(0, -1UL, rw, anon, -1, 0), ENOMEM);
    CHECK_ERR(MAP(0, -PAGE, rw, anon, -1, 0), ENOMEM);
    CHECK_ERR(MAP(0, 2 * PAGE, PROT_READ, MAP_PRIVATE, reader, 0x7ffffffffffff000),
              EOVERFLOW);
    return passed();
}
