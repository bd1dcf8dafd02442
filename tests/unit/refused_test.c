/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a message of lxcore's to a denial: the rule that it names, and the remedy. */
#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/socket.h>

#include "policy/pledge.h"
#include "policy/policy.h"
#include "policy/refused_by.h"
#include "report/denials.h"
#include "report/refused.h"
#include "supervisor/control.h"

#include "syscall_nr.h"

static struct policy_path paths[] = {
    { .path = "/", .rights = RIGHT_READ | RIGHT_EXECUTE, .origin = "profile default" },
    { .path = "/home/u/work/", .rights = RIGHTS_ALL, .origin = "the working directory" },
    { .path = "/home/u/.ssh", .rights = 0, .origin = "secrets" },
};

static struct policy policy = {
    .profile_name = "default",
    .paths = { .is_limited = true, .items = paths, .count = 3 },
};

static struct parcel parcel;

static void tell(long nr, uint64_t flags, int error, const char *path, const char *base)
{
    struct control_denied *denied = &parcel.message.denied;

    memset(&parcel, 0, sizeof(parcel));
    denied->head = (struct control_head){ CONTROL_MAGIC, CONTROL_DENIED };
    denied->nr = nr;
    denied->args[2] = flags;
    denied->error = error;
    denied->path_size = (uint32_t)strlen(path);
    denied->base_size = (uint32_t)strlen(base);
    memcpy(denied->text, path, strlen(path));
    memcpy(denied->text + strlen(path), base, strlen(base));
    parcel.size = offsetof(struct control_denied, text) + strlen(path) + strlen(base);
    refused_hear(&policy, &parcel);
}

static void expect(size_t index, const char *call, const char *what, const char *rule,
                   const char *remedy)
{
    const struct denial *denial = denials_get(index);

    cr_assert(denial != NULL);
    cr_assert_eq(strcmp(denial->call, call), 0, "call %s", denial->call);
    cr_assert_eq(strcmp(denial->what, what), 0, "what %s", denial->what);
    cr_assert_eq(strcmp(denial->rule, rule), 0, "rule %s", denial->rule);
    cr_assert_eq(strcmp(denial->remedy, remedy), 0, "remedy %s", denial->remedy);
}

Test(refused, writing_where_reading_is_allowed)
{
    tell(SYS_openat, O_WRONLY, EACCES, "/etc/passwd", "");
    expect(0, "openat", "/etc/passwd", "profile default", "--rw /etc/passwd");
}

Test(refused, what_is_hidden_is_named_by_its_rule)
{
    tell(SYS_openat, O_RDONLY, EACCES, "/home/u/.ssh/id_rsa", "");
    expect(0, "openat", "/home/u/.ssh/id_rsa", "secrets", "--ro /home/u/.ssh/id_rsa");
}

Test(refused, the_directory_is_granted_where_something_is_made)
{
    tell(SYS_openat, O_WRONLY | O_CREAT, EACCES, "/opt/new/file", "");
    expect(0, "openat", "/opt/new/file", "profile default", "--rw /opt/new");
    tell(SYS_unlinkat, 0, EACCES, "/x", "");
    expect(1, "unlinkat", "/x", "profile default", "--rw /");
}

Test(refused, relative_paths_begin_at_their_directory)
{
    tell(SYS_unlinkat, 0, EACCES, "../../b//./c", "/opt/a/x/y");
    expect(0, "unlinkat", "/opt/a/b/c", "profile default", "--rw /opt/a/b");
    tell(SYS_unlinkat, 0, EACCES, "../../../..", "/opt");
    expect(1, "unlinkat", "/", "profile default", "--rw /");
}

Test(refused, what_the_policy_grants_was_refused_by_somebody_else)
{
    tell(SYS_openat, O_RDONLY, EACCES, "/etc/shadow", "");
    tell(SYS_openat, O_RDWR | O_CREAT, EACCES, "x", "/home/u/work");
    cr_assert_eq(denials_count(), 0);
}

Test(refused, names_that_only_begin_alike_are_not_beneath)
{
    tell(SYS_openat, O_RDONLY, EACCES, "/home/u/.ssh2", "");
    cr_assert_eq(denials_count(), 0);
}

static void tell_call(long nr, uint64_t first, uint64_t second)
{
    tell(nr, 0, EPERM, "", "");
    parcel.message.denied.is_by_floor = 1;
    parcel.message.denied.args[0] = first;
    parcel.message.denied.args[1] = second;
    refused_hear(&policy, &parcel);
}

Test(refused, calls_of_the_floor_are_named_with_their_request)
{
    policy.calls.base = CALLS_DEFAULT;
    tell_call(SYS_ioctl, 0, TIOCSTI);
    refused_hear(&policy, &parcel);
    expect(0, "ioctl", "request 0x5412", "the list of what no contained program needs (--profile=default)",
           "--profile=none");
    cr_assert_eq(denials_get(0)->count, 2);
}

Test(refused, a_network_socket_is_what_the_network_option_is_about)
{
    policy.calls.base = CALLS_DEFAULT;
    policy.calls.needs = CALLS_NO_INET | CALLS_NO_OUTSIDE;
    tell_call(SYS_socket, AF_INET, SOCK_STREAM);
    expect(0, "socket", "TCP", "the rule 'no network' (--profile=default)",
           "--network=host, or --allow HOST:PORT");
}

Test(refused, what_strict_refuses_default_allows)
{
    policy.calls.base = CALLS_STRICT;
    policy.profile_name = "strict";
    tell_call(SYS_ptrace, 0, 0);
    expect(0, "ptrace", "", "the list of what few programs need (--profile=strict)", "--profile=default");
}

Test(refused, a_promise_is_named_by_its_word)
{
    policy.calls.has_promises = true;
    policy.calls.promises = pledge_word("stdio");
    tell_call(SYS_socket, AF_UNIX, SOCK_STREAM);
    expect(0, "socket", "unix", "the promises (--pledge)", "the promise unix");
    tell_call(SYS_chmod, 0, 0);
    expect(1, "chmod", "", "the promises (--pledge)", "the promise fattr");
}

Test(refused, a_call_that_is_not_in_the_list_can_be_put_there)
{
    static int only[] = { SYS_read };

    policy.calls = (struct policy_calls){ .has_only = true, .only = only, .only_count = 1 };
    tell_call(SYS_getcwd, 0, 0);
    expect(0, "getcwd", "", "the list of calls (--profile=default)",
           "calls += { \"getcwd\" } in the profile");
}

Test(refused, a_question_about_the_personality_is_none_of_the_floor)
{
    const uint64_t asks[6] = { 0xffffffff }, sets[6] = { READ_IMPLIES_EXEC };

    cr_assert(!part_refuses(PART_DEFAULT, SYS_personality, asks));
    cr_assert(part_refuses(PART_DEFAULT, SYS_personality, sets));
}

Test(refused, messages_that_lie_about_their_size_are_dropped)
{
    struct control_denied *denied = &parcel.message.denied;

    tell(SYS_openat, O_WRONLY, EACCES, "/etc/passwd", "");
    denied->path_size = UINT32_MAX;
    refused_hear(&policy, &parcel);
    denied->path_size = CONTROL_TEXT_SIZE / 2 + 1;
    refused_hear(&policy, &parcel);
    denied->path_size = 4;
    denied->base_size = UINT32_MAX - 3;
    refused_hear(&policy, &parcel);
    parcel.size = 12;
    refused_hear(&policy, &parcel);
    cr_assert_eq(denials_count(), 1);
    cr_assert_eq(denials_get(0)->count, 1);
}

Test(refused, the_list_has_an_end)
{
    char path[40];

    for (int i = 0; i < 3000; i++) {
        snprintf(path, sizeof(path), "/etc/%d", i);
        tell(SYS_openat, O_WRONLY, EACCES, path, "");
    }
    cr_assert_eq(denials_count(), 1000);
}
