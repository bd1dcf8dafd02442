/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a trace adds up to, told record by record. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/model.h"
#include "report/path.h"
#include "report/writer.h"
#include "syscall_nr.h"

#define CWD ((uint64_t)AT_FDCWD)

static struct model *model;
static struct writer *writer;
static char last_path[256], last_object[256], last_call[32];
static bool was_answered;

static void put(void *context, const struct record_head *record)
{
    model_take(context, record);
}

static void note(char *text, const char *from)
{
    snprintf(text, 256, "%s", from != NULL ? from : "-");
}

static void observe(void *context, const struct deed *deed)
{
    (void)context;
    note(last_path, deed->path);
    note(last_object, deed->object != NULL ? deed->object->name : NULL);
    snprintf(last_call, sizeof(last_call), "%s",
             model_call_name(model_call_index(deed->call->nr)));
    was_answered = deed->call->is_answered;
}

static void begin(void)
{
    model = calloc(1, sizeof(*model));
    writer = calloc(1, sizeof(*writer));
    model_begin(model, 10, true);
    model->observe = observe;
    writer->put = put;
    writer->context = model;
    writer->time = 1000000;
    writer_start(writer, 10, 10, 1);
    writer_path(writer, 10, SYS_chdir, 0, ARGS(0), 0, "/home/me");
}

static void end(void)
{
    model_finish(model);
    model_free(model);
    free(model);
    free(writer);
}

TestSuite(report_model, .init = begin, .fini = end);

static void open_file(int32_t pid, int64_t fd, const char *path, uint64_t flags)
{
    writer_path(writer, pid, SYS_openat, fd, ARGS(CWD, 0, flags), 1, path);
}

static void read_from(int32_t pid, uint64_t fd)
{
    writer_call(writer, pid, SYS_read, 5, ARGS(fd, 0x7000, 100));
}

Test(report_model, relative_paths_start_in_the_directory)
{
    open_file(10, 3, "a/./b//c", O_RDONLY);
    cr_assert_str_eq(last_path, "/home/me/a/b/c");
    open_file(10, 4, "../you", O_RDONLY);
    cr_assert_str_eq(last_path, "/home/you");
    open_file(10, 5, "../../../..", O_RDONLY);
    cr_assert_str_eq(last_path, "/");
}

Test(report_model, relative_paths_start_in_an_open_directory)
{
    open_file(10, 3, "/usr/lib", O_DIRECTORY);
    writer_path(writer, 10, SYS_openat, 4, ARGS(3, 0, 0), 1, "x.so");
    cr_assert_str_eq(last_path, "/usr/lib/x.so");
    writer_call(writer, 10, SYS_fchdir, 0, ARGS(3));
    open_file(10, 5, "y", 0);
    cr_assert_str_eq(last_path, "/usr/lib/y");
}

Test(report_model, a_root_is_in_front_of_absolute_paths)
{
    writer_path(writer, 10, SYS_chroot, 0, ARGS(0), 0, "/jail");
    open_file(10, 3, "/etc/../../passwd", 0);
    cr_assert_str_eq(last_path, "/jail/passwd");
}

Test(report_model, copies_of_a_descriptor_lead_to_the_same_file)
{
    open_file(10, 3, "f", 0);
    writer_call(writer, 10, SYS_dup, 4, ARGS(3));
    writer_call(writer, 10, SYS_dup2, 7, ARGS(4, 7));
    writer_call(writer, 10, SYS_fcntl, 9, ARGS(7, F_DUPFD, 9));
    writer_call(writer, 10, SYS_close_range, 0, ARGS(3, 7));
    read_from(10, 9);
    cr_assert_str_eq(last_object, "/home/me/f");
    read_from(10, 7);
    cr_assert_str_eq(last_object, "descriptor 7, inherited");
}

Test(report_model, bytes_are_counted_for_the_file)
{
    struct object *object;

    open_file(10, 3, "f", 0);
    read_from(10, 3);
    read_from(10, 3);
    writer_call(writer, 10, SYS_read, -EINTR, ARGS(3));
    object = object_find(&model->follow.objects, OBJECT_FILE, "/home/me/f");
    cr_assert_eq(object->read_bytes, 10);
    cr_assert_eq(object->reads, 3);
    cr_assert_eq(object->errors, 1);
}

Test(report_model, an_exec_closes_what_is_marked)
{
    open_file(10, 3, "kept", 0);
    open_file(10, 4, "gone", O_CLOEXEC);
    writer_exec(writer, 10, "/bin/next");
    read_from(10, 3);
    cr_assert_str_eq(last_object, "/home/me/kept");
    read_from(10, 4);
    cr_assert_str_eq(last_object, "descriptor 4, inherited");
}

static void check_child_has(uint64_t fd, const char *name)
{
    read_from(11, fd);
    cr_assert_str_eq(last_object, name);
}

Test(report_model, a_child_has_what_its_maker_had_then)
{
    open_file(10, 3, "f", 0);
    writer_birth(writer, 10, 10, 11, 17);
    writer_call(writer, 10, SYS_close, 0, ARGS(3));
    writer_start(writer, 11, 11, 10);
    check_child_has(3, "/home/me/f");
    cr_assert_eq(model->processes.first->child->pid, 11);
}

Test(report_model, a_child_may_tell_of_itself_first)
{
    open_file(10, 3, "f", 0);
    writer_start(writer, 11, 11, 10);
    check_child_has(3, "/home/me/f");
    writer_birth(writer, 10, 10, 11, 17);
    check_child_has(3, "/home/me/f");
    cr_assert_eq(model->processes.first->child->threads->maker->tid, 10);
    cr_assert_eq(model->processes.process_count, 2);
}

Test(report_model, shared_descriptors_are_the_same)
{
    writer_birth(writer, 10, 10, 11, CLONE_FILES | CLONE_FS);
    writer_start(writer, 11, 11, 10);
    open_file(10, 3, "f", 0);
    check_child_has(3, "/home/me/f");
    writer_path(writer, 10, SYS_chdir, 0, ARGS(0), 0, "/srv");
    open_file(11, 4, "g", 0);
    cr_assert_str_eq(last_path, "/srv/g");
    writer_call(writer, 11, SYS_unshare, 0, ARGS(CLONE_FILES | CLONE_FS));
    writer_call(writer, 10, SYS_close, 0, ARGS(3));
    check_child_has(3, "/home/me/f");
}

Test(report_model, a_number_is_used_again)
{
    writer_start(writer, 11, 11, 10);
    writer_end(writer, 11, 11, 0, 1);
    writer_start(writer, 11, 11, 10);
    read_from(11, 0);
    cr_assert_eq(model->processes.process_count, 3);
}

Test(report_model, a_call_that_the_end_cuts_off_is_told)
{
    writer_enter(writer, 10, 10, SYS_pause, ARGS(0), 0, NULL);
    writer_end(writer, 10, 10, 9, 1);
    cr_assert_str_eq(last_call, "pause");
    cr_assert_not(was_answered);
    cr_assert_eq(model->stats[SYS_pause].unanswered, 1);
}

Test(report_model, all_threads_end_with_their_process)
{
    writer_birth(writer, 10, 10, 12, CLONE_THREAD);
    writer_start(writer, 10, 12, 10);
    writer_enter(writer, 10, 12, SYS_pause, ARGS(0), 0, NULL);
    writer_end(writer, 10, 10, 0, 1);
    cr_assert_str_eq(last_call, "pause");
    cr_assert_not(model->processes.first->threads->next->is_alive);
}

Test(report_model, an_exec_by_another_thread_answers_its_call)
{
    writer_start(writer, 10, 12, 10);
    writer_enter(writer, 10, 12, SYS_execve, ARGS(0), 0, "/bin/next");
    writer_exit(writer, 10, 10, SYS_execve, 0);
    writer_exec(writer, 10, "/bin/next");
    cr_assert_str_eq(last_call, "execve");
    cr_assert(was_answered);
    cr_assert_str_eq(model->processes.first->program, "/bin/next");
}

Test(report_model, a_connected_socket_is_its_peer)
{
    unsigned char peer[16] = { 2, 0, 0, 80, 10, 0, 0, 1 };

    writer_call(writer, 10, SYS_socket, 3, ARGS(2, 1, 0));
    writer_begin(writer, RECORD_ENTER, 10, 10);
    writer->record.enter.nr = SYS_connect;
    memcpy(writer->record.enter.args, ARGS(3, 0x9000, 16), 48);
    writer_chunk(writer, RECORD_MEMORY, 0x9000, peer, sizeof(peer));
    writer_put(writer);
    writer_exit(writer, 10, 10, SYS_connect, -EINPROGRESS);
    writer_call(writer, 10, SYS_sendto, 5, ARGS(3, 0x7000, 5));
    cr_assert_str_eq(last_object, "TCP 10.0.0.1:80");
}

Test(report_model, waiting_for_a_lock_is_added_up)
{
    writer_enter(writer, 10, 10, SYS_futex, ARGS(0x40, FUTEX_WAIT_PRIVATE, 2), 0, NULL);
    writer->time += 7000;
    writer_exit(writer, 10, 10, SYS_futex, -ETIMEDOUT);
    writer_call(writer, 10, SYS_futex, -EAGAIN, ARGS(0x40, FUTEX_WAIT_PRIVATE, 2));
    writer_call(writer, 10, SYS_futex, 2, ARGS(0x40, FUTEX_WAKE_PRIVATE, 9));
    cr_assert_eq(HASH_COUNT(model->locks), 1);
    cr_assert_eq(model->locks->time, 8000);
    cr_assert_eq(model->locks->waits, 1);
    cr_assert_eq(model->locks->timeouts, 1);
    cr_assert_eq(model->locks->woken, 2);
}

Test(report_model, the_slowest_calls_are_kept_in_order)
{
    for (uint64_t i = 0; i < 100; i++) {
        writer_enter(writer, 10, 10, SYS_getpid, ARGS(0), 0, NULL);
        writer->time += (i * 37 % 100) * 1000;
        writer_exit(writer, 10, 10, SYS_getpid, 10);
    }
    slowest_sort(&model->slowest);
    cr_assert_eq(model->slowest.count, 10);
    for (size_t i = 0; i < 10; i++)
        cr_assert_eq(model->slowest.calls[i].duration, (100 - i) * 1000);
    cr_assert_eq(model->slowest.left_out, 91); /* one of them is begin()'s */
}

Test(report_model, nonsense_is_survived)
{
    writer_exit(writer, 77, 78, SYS_read, 5);
    writer_end(writer, 79, 80, 0, 1);
    writer_call(writer, 81, -5, 0, ARGS(0));
    writer_call(writer, 81, 1 << 30, 0, ARGS(0));
    writer_call(writer, 81, SYS_dup2, INT64_MAX, ARGS(UINT64_MAX, 1));
    open_file(81, INT64_MIN, "x", 0);
    open_file(81, 1 << 30, "x", 0);
    writer_birth(writer, 81, 81, 81, CLONE_THREAD);
    writer_start(writer, 81, 81, 81);
    writer->time = 0;
    writer_end(writer, 81, 81, 0, 0);
    writer_start(writer, 81, 82, 81);
    writer_end(writer, 81, 82, 0, 1);
    writer_end(writer, 81, 82, 0, 1);
    writer->time = UINT64_MAX;
    read_from(81, 3);
    cr_assert(model->record_count > 10);
}

static bool every_name_is_a_link(const char *path)
{
    (void)path;
    return true;
}

static void check_path(const char *base, const char *name, const char *expected)
{
    char *path = path_resolve("", base, name, strlen(name), NULL);

    cr_expect_str_eq(path, expected, "%s in %s: %s, not %s", name, base ? base : "?",
                     path, expected);
    free(path);
}

Test(report_path, of_an_unknown_directory_stays_relative)
{
    check_path(NULL, "a/../b", "b");
    check_path(NULL, "../../b", "../../b");
    check_path(NULL, "a/..", ".");
    check_path("x", "../../y", "../y");
}

Test(report_path, absolute_ones_are_made_short)
{
    check_path("/", "a", "/a");
    check_path("/x/y", "/", "/");
    check_path("/x/y", "../..", "/");
    check_path("/x", "a//./..///b/", "/x/b");
}

Test(report_path, the_parent_of_a_link_is_left_to_the_kernel)
{
    char *path = path_resolve("", "/x", "a/../b", 6, every_name_is_a_link);

    cr_assert_str_eq(path, "/x/a/../b");
    free(path);
}
