/* SPDX-License-Identifier: GPL-2.0-or-later */
/* decode_test.c - calls as text, from records made by hand, and from records that lie. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "abi/record.h"
#include "report/decode/decode.h"
#include "syscall_nr.h"

#define ROOM 4096

static union {
    struct record_enter record;
    char bytes[ROOM];
} enter;
static union {
    struct record_exit record;
    char bytes[ROOM];
} answer;
static struct decode_style style;

static void begin(int64_t nr, int64_t result)
{
    memset(&enter, 0, sizeof(enter));
    memset(&answer, 0, sizeof(answer));
    style = (struct decode_style){ .string_limit = 8 };
    enter.record.head.size = sizeof(struct record_enter);
    enter.record.head.type = RECORD_ENTER;
    enter.record.nr = nr;
    answer.record.head.size = sizeof(struct record_exit);
    answer.record.head.type = RECORD_EXIT;
    answer.record.nr = nr;
    answer.record.result = result;
}

static void add(struct record_head *head, uint64_t address, const void *bytes, size_t size)
{
    const struct record_chunk chunk = { .address = address, .size = (uint32_t)size };
    char *at = (head == &enter.record.head ? enter.bytes : answer.bytes) + head->size;

    memcpy(at, &chunk, sizeof(chunk));
    memcpy(at + sizeof(chunk), bytes, size);
    head->size += (uint32_t)(sizeof(chunk) + ((size + 7) & ~(size_t)7));
}

static const char *shown(void)
{
    static char line[65536];
    struct text text = { 0 };
    struct decode decode;

    decode_begin(&decode, &text, &style, &enter.record, &answer.record);
    decode_call(&decode);
    decode_rest(&decode);
    text_string(&text, " = ");
    decode_result(&decode);
    cr_assert_lt(text.size, sizeof(line));
    memcpy(line, text.bytes, text.size);
    line[text.size] = '\0';
    text_free(&text);
    return line;
}

static void expect(const char *line)
{
    cr_assert_str_eq(shown(), line);
}

Test(decode, a_string_is_cut_at_the_limit)
{
    begin(SYS_write, 12);
    enter.record.args[0] = 1;
    enter.record.args[1] = 0x1000;
    enter.record.args[2] = 12;
    add(&enter.record.head, 0x1000, "a\tb\0001234567", 9);
    expect("write(1, \"a\\tb\\0001234\"..., 12) = 12");
}

Test(decode, a_pointer_without_memory_is_an_address)
{
    begin(SYS_read, 3);
    enter.record.args[1] = 0x7f1234;
    enter.record.args[2] = 3;
    expect("read(0, 0x7f1234, 3) = 3");
}

Test(decode, a_mode_is_told_only_of_a_file_that_is_made)
{
    begin(SYS_openat, -2);
    enter.record.args[0] = (uint64_t)AT_FDCWD;
    enter.record.args[1] = 0x1000;
    enter.record.args[2] = O_RDWR | O_CLOEXEC;
    enter.record.args[3] = 0644;
    add(&enter.record.head, 0x1000, "/etc", 5);
    expect("openat(AT_FDCWD, \"/etc\", O_RDWR|O_CLOEXEC) = -1 ENOENT (No such file or "
           "directory)");
    enter.record.args[2] |= O_CREAT;
    expect("openat(AT_FDCWD, \"/etc\", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = -1 ENOENT (No such "
           "file or directory)");
}

Test(decode, what_is_not_known_yet_is_left_for_later)
{
    struct text text = { 0 };
    struct decode decode;

    begin(SYS_read, 0);
    enter.record.args[0] = 5;
    decode_begin(&decode, &text, &style, &enter.record, NULL);
    decode_call(&decode);
    cr_assert_eq(text.size, strlen("read(5, "));
    cr_assert_arr_eq(text.bytes, "read(5, ", text.size);
    cr_assert(!decode_is_complete(&decode));
    text_free(&text);
}

Test(decode, ready_descriptors_stand_behind_the_result)
{
    struct {
        int32_t fd;
        int16_t events, revents;
    } fds[2] = { { 3, 1, 0 }, { 4, 5, 4 } };

    begin(SYS_poll, 1);
    enter.record.args[0] = 0x1000;
    enter.record.args[1] = 2;
    enter.record.args[2] = (uint64_t)-1;
    add(&enter.record.head, 0x1000, fds, sizeof(fds));
    add(&answer.record.head, 0x1000, fds, sizeof(fds));
    expect("poll([{fd=3, events=POLLIN}, {fd=4, events=POLLIN|POLLOUT}], 2, -1) = 1 ([{fd=4, "
           "revents=POLLOUT}])");
}

Test(decode, constants_as_they_are_wanted)
{
    begin(SYS_madvise, 0);
    enter.record.args[2] = 8;
    expect("madvise(NULL, 0, MADV_FREE) = 0");
    style.words = WORDS_RAW;
    expect("madvise(NULL, 0, 0x8) = 0");
    style.words = WORDS_VERBOSE;
    expect("madvise(NULL, 0, 0x8 /* MADV_FREE */) = 0");
    style.words = WORDS_ABBREVIATED;
    enter.record.args[2] = 77;
    expect("madvise(NULL, 0, 0x4d /* MADV_??? */) = 0");
}

Test(decode, secrets_are_hidden)
{
    uint64_t pointers[] = { 0x2000, 0 };

    begin(SYS_execve, 0);
    enter.record.args[2] = 0x1000;
    add(&enter.record.head, 0x1000, pointers, sizeof(pointers));
    add(&enter.record.head, 0x2000, "TOKEN=abc", 10);
    style.is_whole = true;
    style.redacts = true;
    expect("execve(NULL, NULL, [\"TOKEN=<3 bytes>\"]) = 0");
    begin(SYS_write, 6);
    style.redacts = true;
    enter.record.args[1] = 0x1000;
    enter.record.args[2] = 6;
    add(&enter.record.head, 0x1000, "secret", 6);
    expect("write(0, \"<6 bytes>\", 6) = 6");
}

Test(decode, a_call_that_there_is_not)
{
    begin(1000, -38);
    for (unsigned i = 0; i < 6; i++)
        enter.record.args[i] = i;
    expect("syscall_0x3e8(0, 0x1, 0x2, 0x3, 0x4, 0x5) = -1 ENOSYS (Function not "
           "implemented)");
}

/* Arguments that find their way into the chunks, sizes and counts that are too large. */
static uint64_t hostile(void)
{
    static const uint64_t values[] = { 0, 1, 2, 8, 16, 0x1000, 0x1008, 0x1040, 0x2000, 64,
                                       1024, INT32_MAX, UINT32_MAX, UINT64_MAX,
                                       INT64_MAX, UINT64_MAX - 8 };

    return values[(unsigned)rand() % (sizeof(values) / sizeof(values[0]))];
}

static void add_noise(struct record_head *head, uint64_t address)
{
    uint64_t words[40];
    size_t size = (size_t)rand() % sizeof(words);

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        words[i] = rand() % 3 == 0 ? (uint64_t)rand() : hostile();
    add(head, address, words, size);
}

static void make_noise(int64_t nr)
{
    begin(nr, rand() % 4 == 0 ? -(int64_t)(rand() % 200) : (int64_t)hostile());
    style.is_whole = rand() % 2;
    style.string_limit = rand() % 2 ? 8 : 2000;
    style.hex = (enum decode_hex)(rand() % 3);
    style.words = (enum decode_words)(rand() % 3);
    for (unsigned i = 0; i < 6; i++)
        enter.record.args[i] = hostile();
    add_noise(&enter.record.head, 0x1000);
    add_noise(&enter.record.head, 0x2000);
    add_noise(&answer.record.head, 0x1000);
    add_noise(&answer.record.head, 0x2000);
}

/* Each call with arguments that lie, many times; what comes out matters little, that it
 * ends and stays in its memory (the sanitizers see to it) does. */
Test(decode, hostile_records_do_no_harm)
{
    srand(20);
    for (int round = 0; round < 60; round++)
        for (int64_t nr = 0; nr < SYSCALL_TABLE_SIZE; nr++) {
            struct text text = { 0 };
            struct decode decode;

            make_noise(nr);
            decode_begin(&decode, &text, &style, &enter.record, &answer.record);
            decode_call(&decode);
            decode_rest(&decode);
            decode_result(&decode);
            cr_assert_lt(text.size, (size_t)1 << 22);
            cr_assert(!text.is_short);
            text_free(&text);
        }
}
