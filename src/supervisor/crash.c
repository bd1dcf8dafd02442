/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * crash.c - see crash.h.
 *
 * The thread waits until it is told that it has been looked at (trace/flight.c): what
 * needs the process comes before that.  Everything that comes from it is hostile: it is
 * shown, its addresses lie in lxcore's span or nothing is read or written there.
 */
#include "supervisor/crash.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/stack.h"
#include "supervisor/control.h"
#include "supervisor/flight.h"
#include "supervisor/image.h"
#include "supervisor/peek.h"
#include "supervisor/say.h"

/* So many of its last calls and signals are said. */
#define SAID_MOST 16
#define FRAMES_MOST 16
#define LINE_SIZE 512

enum { REGISTER_RIP = 16 };

struct crash {
    const struct control_crashed *told;
    pid_t pid;
    char name[32];
    struct text maps;     /* /proc/PID/maps, with a NUL behind it */
    struct text lines;    /* what is said, each ended by a newline */
    unsigned frames;
};

static struct crash_options options;
static const struct image *image;
static FILE *file;
/* What the listening thread does, and a report on a hang (hang.c). */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int crash_begin(const struct crash_options *wanted)
{
    options = *wanted;
    if (options.flight_file == NULL)
        return 0;
    file = fopen(options.flight_file, "we");
    if (file != NULL)
        return 0;
    say("--flight %s: %s", options.flight_file, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

void crash_expect(const struct image *of)
{
    image = of;
}

static bool is_of_run(pid_t pid)
{
    return pid > 0 && image != NULL && image_is_run_by(image, pid);
}

static bool is_in_span(uint64_t address)
{
    return address - (image->gate - LX_GATE_OFFSET) < LX_SPAN_SIZE;
}

static void read_name(struct crash *crash)
{
    char path[32];
    FILE *comm;

    snprintf(path, sizeof(path), "/proc/%d/comm", crash->pid);
    comm = fopen(path, "re");
    if (comm == NULL)
        return;
    if (fgets(crash->name, sizeof(crash->name), comm) != NULL)
        crash->name[strcspn(crash->name, "\n")] = '\0';
    fclose(comm);
}

static const siginfo_t *info_of(const struct crash *crash)
{
    return (const void *)crash->told->siginfo;
}

/* sigaction(2): which of them tell an address. */
static bool has_address(const siginfo_t *info)
{
    return info->si_code > 0 && info->si_code != SI_KERNEL &&
           (info->si_signo == SIGSEGV || info->si_signo == SIGBUS);
}

static void read_maps(struct crash *crash)
{
    char path[32], part[4096];
    size_t got;
    FILE *maps;

    snprintf(path, sizeof(path), "/proc/%d/maps", crash->pid);
    maps = fopen(path, "re");
    while (maps != NULL && (got = fread(part, 1, sizeof(part), maps)) > 0)
        text_bytes(&crash->maps, part, got);
    text_char(&crash->maps, '\0');
    if (maps != NULL)
        fclose(maps);
}

static void find_place(struct crash *crash)
{
    const uint64_t address = (uint64_t)(uintptr_t)info_of(crash)->si_addr;
    char rights[8], name[LINE_SIZE];
    uint64_t start, end;

    if (!has_address(info_of(crash)) || crash->maps.bytes == NULL)
        return;
    text_format(&crash->lines, "    0x%" PRIx64 " is in ", address);
    for (const char *line = crash->maps.bytes; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        name[0] = '\0';
        if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %*s %*s %*s%*[ ]%511[^\n]", &start, &end,
                   rights, name) < 3 ||
            address < start || address >= end)
            continue;
        text_format(&crash->lines, "%s (%s), at +0x%" PRIx64 "\n",
                    name[0] != '\0' ? name : "memory without a name", rights,
                    address - start);
        return;
    }
    text_string(&crash->lines, "nothing that is mapped\n");
}

static bool read_memory(const void *context, uint64_t address, void *to, size_t size)
{
    const struct crash *crash = context;

    return peek(crash->pid, address, to, size);
}

static void add_frame(void *to, const struct stack_frame *frame)
{
    struct crash *crash = to;

    if (crash->frames++ >= FRAMES_MOST)
        return;
    text_format(&crash->lines, "     > %s(", frame->file);
    if (frame->symbol != NULL)
        text_format(&crash->lines, "%.*s+0x%" PRIx64, stack_symbol_size(frame), frame->symbol,
                    frame->offset);
    text_format(&crash->lines, ") [0x%" PRIx64 "]", frame->place);
    if (frame->source != NULL)
        text_format(&crash->lines, " %s:%d", frame->source, frame->line);
    text_char(&crash->lines, '\n');
}

static void add_stack(struct crash *crash)
{
    const uint64_t *r = crash->told->registers;
    const struct stack stack = {
        .maps = crash->maps.bytes,
        .maps_size = crash->maps.size,
        .ip = r[REGISTER_RIP],
        .registers = { [STACK_R8] = r[0],   [STACK_R9] = r[1],   [STACK_R10] = r[2],
                       [STACK_R11] = r[3],  [STACK_R12] = r[4],  [STACK_R13] = r[5],
                       [STACK_R14] = r[6],  [STACK_R15] = r[7],  [STACK_RDI] = r[8],
                       [STACK_RSI] = r[9],  [STACK_RBP] = r[10], [STACK_RBX] = r[11],
                       [STACK_RDX] = r[12], [STACK_RAX] = r[13], [STACK_RCX] = r[14],
                       [STACK_RSP] = r[15] },
        .read = read_memory,
        .context = crash,
    };

    if (stack.maps != NULL)
        stack_walk(&stack, add_frame, crash);
}

static void add_head(struct crash *crash)
{
    struct record_signal record = { .signo = info_of(crash)->si_signo };

    memcpy(record.siginfo, crash->told->siginfo, sizeof(record.siginfo));
    text_format(&crash->lines, "process %d (%s) thread %d dies: ", crash->pid, crash->name,
                crash->told->tid == crash->told->tgid ? crash->pid : crash->told->tid);
    decode_delivery(&crash->lines, options.style, &record);
    text_format(&crash->lines, "\n    at 0x%" PRIx64 "\n",
                crash->told->registers[REGISTER_RIP]);
}

static void add_calls(struct crash *crash)
{
    struct flight *flight = malloc(sizeof(*flight));
    size_t first;

    if (flight == NULL || !is_in_span(crash->told->task) ||
        !flight_read(flight, crash->pid, crash->told->task)) {
        text_string(&crash->lines, "    its memory cannot be read\n");
        free(flight);
        return;
    }
    first = flight->count > SAID_MOST ? flight->count - SAID_MOST : 0;
    for (size_t i = first; i < flight->count; i++) {
        text_string(&crash->lines, "    ");
        flight_tell(flight, i, &crash->lines, options.style);
        text_char(&crash->lines, '\n');
    }
    free(flight);
}

static void say_lines(const struct crash *crash)
{
    const char *at = crash->lines.bytes, *end = at + crash->lines.size;

    while (at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));

        say("%.*s", (int)(line_end - at), at);
        at = line_end + 1;
    }
}

static void keep_thread(pid_t pid, uint64_t task, const char *what, struct flight *flight)
{
    struct text text = { 0 };

    if (!is_in_span(task) || !flight_read(flight, pid, task) || flight->count == 0)
        return;
    text_format(&text, "thread %d%s: %zu calls and signals\n", flight->tid, what,
                flight->count);
    for (size_t i = 0; i < flight->count; i++) {
        text_string(&text, "    ");
        flight_tell(flight, i, &text, options.style);
        text_char(&text, '\n');
    }
    fwrite(text.bytes, 1, text.size, file);
    text_free(&text);
}

/* The first area lies in the image, the others have numbers. */
static void keep_all(const struct crash *crash)
{
    const uint64_t span = image->gate - LX_GATE_OFFSET;
    const uint64_t to_task = LX_AREA_SIZE - LX_AREA_TOP_SIZE;
    struct flight *flight = malloc(sizeof(*flight));

    if (flight == NULL || file == NULL)
        goto free_flight;
    fwrite(crash->lines.bytes, 1, crash->lines.size, file);
    for (uint64_t i = 0; i < crash->told->area_count + 1 && i < LX_AREA_COUNT; i++) {
        uint64_t area =
            i == 0 ? crash->told->first_area : span + LX_AREAS + i * LX_AREA_SIZE;
        bool dies = area + to_task == crash->told->task;

        keep_thread(crash->pid, area + to_task, dies ? " (dies)" : "", flight);
    }
    fflush(file);
free_flight:
    free(flight);
}

void crash_keep(pid_t pid, uint64_t task)
{
    struct flight *flight = file != NULL && task != 0 ? malloc(sizeof(*flight)) : NULL;

    if (flight == NULL)
        return;
    pthread_mutex_lock(&lock);
    keep_thread(pid, task, "", flight);
    fflush(file);
    pthread_mutex_unlock(&lock);
    free(flight);
}

void crash_hear(const struct parcel *parcel)
{
    struct crash crash = { .told = &parcel->message.crashed, .pid = parcel->pid };

    if (parcel->size != sizeof(*crash.told) || !is_of_run(crash.pid))
        return;
    pthread_mutex_lock(&lock);
    read_name(&crash);
    read_maps(&crash);
    add_head(&crash);
    find_place(&crash);
    add_stack(&crash);
    add_calls(&crash);
    keep_all(&crash);
    if (is_in_span(crash.told->looked_at))
        poke(crash.pid, crash.told->looked_at, 1);
    say_lines(&crash);
    pthread_mutex_unlock(&lock);
    text_free(&crash.lines);
    text_free(&crash.maps);
}

int crash_end(void)
{
    bool is_kept = file == NULL || (ferror(file) == 0 && fclose(file) == 0);

    file = NULL;
    if (is_kept)
        return 0;
    say("--flight %s: %s", options.flight_file, strerror(errno));
    return STATUS_LXRUN_FAILED;
}
