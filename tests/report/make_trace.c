/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_trace.c - write a binary trace of so many records to standard output.
 *
 *     make_trace COUNT      of a shell, its children and a server with threads
 */
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/sink.h"
#include "syscall_nr.h"
#include "writer.h"

#define SHELL 100
#define SERVER 200
#define THREADS 8

static unsigned long written;
static uint64_t seed = 88172645463325252u;

static uint64_t draw(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static void put(void *context, const struct record_head *record)
{
    (void)context;
    written++;
    if (fwrite(record, record->size, 1, stdout) != 1)
        exit(1);
}

static void put_header(uint64_t time)
{
    struct trace_header header = { .magic = TRACE_MAGIC,
                                   .version = TRACE_VERSION,
                                   .header_size = sizeof(header),
                                   .start_time = time,
                                   .pid = SHELL };

    fwrite(&header, sizeof(header), 1, stdout);
}

/* A child of the shell's that copies a file whose name is hostile to web pages. */
static void copy_file(struct writer *writer, int32_t pid)
{
    writer_birth(writer, SHELL, SHELL, pid, 17);
    writer_start(writer, pid, pid, SHELL);
    writer_path(writer, pid, SYS_execve, 0, ARGS(0), 0, "/usr/bin/cp");
    writer_exec(writer, pid, "/usr/bin/cp");
    writer_path(writer, pid, SYS_openat, -2, ARGS((uint64_t)AT_FDCWD, 0, O_RDONLY), 1,
                "/etc/ld.so.preload");
    writer_path(writer, pid, SYS_openat, 3, ARGS((uint64_t)AT_FDCWD, 0, O_RDONLY), 1,
                "/tmp/</script><script>alert(1)</script>&\"'\n\xff");
    writer_path(writer, pid, SYS_openat, 4,
                ARGS((uint64_t)AT_FDCWD, 0, O_WRONLY | O_CREAT | O_TRUNC), 1,
                "/tmp/copy");
    for (int i = 0; i < 4; i++) {
        writer_call(writer, pid, SYS_read, 65536, ARGS(3, 0x7000, 65536));
        writer_call(writer, pid, SYS_write, 65536, ARGS(4, 0x7000, 65536));
    }
    writer_call(writer, pid, SYS_close, 0, ARGS(3));
    writer_enter(writer, pid, pid, SYS_exit_group, ARGS(0), 0, NULL);
    writer_end(writer, pid, pid, 0, 1);
    writer_signal(writer, SHELL, SHELL, 17);
}

static void start_server(struct writer *writer)
{
    struct {
        uint16_t family, port;
        uint8_t address[4];
        char zero[8];
    } peer = { 2, 0x901f, { 127, 0, 0, 1 }, "" };

    writer_birth(writer, SHELL, SHELL, SERVER, 17);
    writer_start(writer, SERVER, SERVER, SHELL);
    writer_path(writer, SERVER, SYS_execve, 0, ARGS(0), 0, "/usr/sbin/server");
    writer_exec(writer, SERVER, "/usr/sbin/server");
    writer_call(writer, SERVER, SYS_socket, 5, ARGS(2, 1, 0));
    writer_begin(writer, RECORD_ENTER, SERVER, SERVER);
    writer->record.enter.nr = SYS_connect;
    memcpy(writer->record.enter.args, ARGS(5, 0x9000, sizeof(peer)), 48);
    writer_chunk(writer, RECORD_MEMORY, 0x9000, &peer, sizeof(peer));
    writer_put(writer);
    writer_exit(writer, SERVER, SERVER, SYS_connect, 0);
    for (int32_t i = 1; i <= THREADS; i++) {
        writer_birth(writer, SERVER, SERVER, SERVER + i, CLONE_THREAD | CLONE_VM);
        writer_start(writer, SERVER, SERVER + i, SERVER);
    }
}

static void serve(struct writer *writer)
{
    static const int64_t calls[] = { SYS_read,   SYS_write,  SYS_futex,      SYS_recvfrom,
                                     SYS_sendto, SYS_openat, SYS_epoll_wait, SYS_mmap };
    int32_t tid = SERVER + (int32_t)(draw() % (THREADS + 1));
    int64_t nr = calls[draw() % 8];
    uint64_t fd = nr == SYS_read || nr == SYS_write ? 4 : 5;
    int is_failed = draw() % 50 == 0;

    if (nr == SYS_futex)
        writer_enter(writer, SERVER, tid, nr,
                     ARGS(0x6000 + 64 * (draw() % 4), FUTEX_WAIT_PRIVATE, 2), 0, NULL);
    else if (nr == SYS_openat)
        writer_enter(writer, SERVER, tid, nr, ARGS((uint64_t)AT_FDCWD, 0, O_RDONLY), 1,
                     "/var/lib/server/data");
    else
        writer_enter(writer, SERVER, tid, nr, ARGS(fd, 0x7000, 4096), 0, NULL);
    writer->time += draw() % 64 == 0 ? draw() % 3000000 : draw() % 3000;
    writer_exit(writer, SERVER, tid, nr,
                is_failed        ? -11 :
                nr == SYS_openat ? 4 :
                                   (int64_t)(draw() % 4096));
}

int main(int argc, char **argv)
{
    struct writer *writer = calloc(1, sizeof(*writer));
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;

    if (writer == NULL)
        return 1;
    writer->put = put;
    writer->time = 1700000000000000000u;
    put_header(writer->time);
    writer_start(writer, SHELL, SHELL, 1);
    writer_path(writer, SHELL, SYS_execve, 0, ARGS(0), 0, "/bin/sh");
    writer_exec(writer, SHELL, "/bin/sh");
    for (int32_t pid = 101; pid < 106; pid++)
        copy_file(writer, pid);
    start_server(writer);
    while (written + 4 < count)
        serve(writer);
    writer_end(writer, SERVER, SERVER, 9, 1);
    writer_end(writer, SHELL, SHELL, 0, 1);
    free(writer);
    return fflush(stdout) != 0;
}
