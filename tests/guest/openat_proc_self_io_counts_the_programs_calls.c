/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/PID/io, of a process and of a thread: what was read and written, and by how many
 * calls; whatever else the program has done in between, such as looking into /proc.
 */
#include <sys/syscall.h>

#include "check.h"

#define CALLS 10
#define SIZE 100

struct io {
    unsigned long rchar, wchar, syscr, syscw;
    long text;
};

static struct io read_io(const char *path)
{
    char text[512];
    struct io io;
    int fd = CHECK_OK(open(path, O_RDONLY));

    io.text = CHECK_OK(read(fd, text, sizeof(text) - 1));
    text[io.text] = '\0';
    CHECK_OK(close(fd));
    CHECK_EQ(sscanf(text, "rchar: %lu\nwchar: %lu\nsyscr: %lu\nsyscw: %lu\n", &io.rchar,
                    &io.wchar, &io.syscr, &io.syscw),
             4);
    return io;
}

/* Opened and closed, but not read by us. */
static void look_into_proc(void)
{
    const char *names[] = { "/proc/self/maps", "/proc/self/smaps_rollup",
                            "/proc/self/status", "/proc/self/stat" };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        CHECK_OK(close(CHECK_OK(open(names[i], O_RDONLY))));
}

static void do_calls(void)
{
    char buffer[SIZE] = "";
    int zero = CHECK_OK(open("/dev/zero", O_RDONLY)), out = CHECK_OK(open("/dev/null", O_WRONLY));

    for (int i = 0; i < CALLS; i++) {
        CHECK_EQ(read(zero, buffer, SIZE), SIZE);
        CHECK_EQ(write(out, buffer, SIZE / 2), SIZE / 2);
    }
    look_into_proc();
    CHECK_OK(close(zero));
    CHECK_OK(close(out));
}

static void check_io(const char *path, int reads)
{
    struct io before = read_io(path), after;

    do_calls();
    after = read_io(path);
    CHECK_EQ(after.rchar - before.rchar, reads * (CALLS * SIZE + before.text));
    CHECK_EQ(after.wchar - before.wchar, reads * CALLS * SIZE / 2);
    CHECK_EQ(after.syscr - before.syscr, reads * (CALLS + 1));
    CHECK_EQ(after.syscw - before.syscw, reads * CALLS);
}

static void *in_thread(void *unused)
{
    char own[64];

    snprintf(own, sizeof(own), "/proc/self/task/%ld/io", syscall(SYS_gettid));
    check_io(own, 1);
    check_io("/proc/thread-self/io", 1);
    return unused;
}

static void in_child(void)
{
    check_io("/proc/self/io", 1);
}

int main(void)
{
    struct io before, after;
    pthread_t thread;

    check_io("/proc/self/io", 1);
    CHECK_EQ(child_status(in_child), EXITED(0));
    before = read_io("/proc/self/io");
    CHECK_EQ(pthread_create(&thread, NULL, in_thread, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    after = read_io("/proc/self/io");
    CHECK_EQ(after.wchar - before.wchar, 2 * CALLS * SIZE / 2);
    CHECK_EQ(after.syscw - before.syscw, 2 * CALLS);
    CHECK_EQ(after.syscr - before.syscr, 2 * CALLS + 5);
    return passed();
}
