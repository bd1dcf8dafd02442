/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stack.c - see stack.h.
 *
 * What libdw has read of a set of files is kept: programs have few sets, and each of
 * their calls asks for one.
 */
#include "report/stack.h"

#include <elf.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/dw.h"

#define SETS_KEPT 8
#define NAME_SIZE 512
/* Any number will do: there is one thread. */
#define THREAD 1

/* A file's code in memory. */
struct code {
    uint64_t start, end, offset;
    char name[NAME_SIZE];
};

struct code_set {
    char *maps;
    size_t maps_size;
    struct code *code;
    size_t count;
    Dwfl *dwfl;
    bool can_unwind;
    uint64_t used; /* when, last */
};

static struct code_set sets[SETS_KEPT];
static const struct stack *walked;

/* Where the file's addresses begin in memory, by the segment that is mapped there. */
static bool find_bias(int fd, const struct code *code, uint64_t *bias)
{
    Elf64_Ehdr head;
    Elf64_Phdr segment;

    if (pread(fd, &head, sizeof(head), 0) != sizeof(head) ||
        memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_phentsize != sizeof(segment))
        return false;
    for (int i = 0; i < head.e_phnum; i++) {
        off_t at = (off_t)head.e_phoff + (off_t)i * (off_t)sizeof(segment);

        if (pread(fd, &segment, sizeof(segment), at) != sizeof(segment))
            return false;
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_X) == 0 ||
            code->offset < (segment.p_offset & ~UINT64_C(4095)) ||
            code->offset >= segment.p_offset + segment.p_filesz)
            continue;
        *bias = code->start - code->offset + segment.p_offset - segment.p_vaddr;
        return true;
    }
    return false;
}

static void report_code(const struct dw *dw, struct code_set *set, const struct code *code)
{
    int fd = open(code->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    uint64_t bias;

    if (fd < 0)
        return;
    /* libdw closes the descriptor if it has taken the file. */
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || !find_bias(fd, code, &bias) ||
        dw->dwfl_report_elf(set->dwfl, code->name, code->name, fd, bias, true) == NULL)
        close(fd);
}

/* One line of /proc/PID/maps. */
static bool parse(const char *line, size_t size, struct code *code)
{
    char text[NAME_SIZE + 128], rights[8];

    if (size >= sizeof(text))
        return false;
    memcpy(text, line, size);
    text[size] = '\0';
    code->name[0] = '\0';
    return sscanf(text, "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %*s %*s %511[^\n]",
                  &code->start, &code->end, rights, &code->offset, code->name) >= 4 &&
           rights[2] == 'x' && code->name[0] == '/';
}

static bool is_reported(const struct code_set *set, const struct code *code)
{
    const struct code *before = set->count > 0 ? &set->code[set->count - 1] : NULL;

    /* The code of a file that lies in pieces next to each other is one. */
    return before != NULL && strcmp(before->name, code->name) == 0 &&
           before->start - before->offset == code->start - code->offset;
}

static void take_code(const struct dw *dw, struct code_set *set, const struct code *code)
{
    struct code *more = realloc(set->code, (set->count + 1) * sizeof(*more));

    if (more == NULL)
        return;
    set->code = more;
    if (!is_reported(set, code))
        report_code(dw, set, code);
    set->code[set->count++] = *code;
}

static pid_t next_thread(Dwfl *dwfl, void *context, void **thread)
{
    (void)dwfl;
    (void)context;
    if (*thread != NULL)
        return 0;
    *thread = &walked;
    return THREAD;
}

static bool read_word(Dwfl *dwfl, Dwarf_Addr address, Dwarf_Word *result, void *context)
{
    (void)dwfl;
    (void)context;
    return walked->read(walked->context, address, result, sizeof(*result));
}

static bool set_registers(Dwfl_Thread *thread, void *context)
{
    const struct dw *dw = dw_get();
    Dwarf_Word registers[STACK_REGISTERS + 1];

    (void)context;
    memcpy(registers, walked->registers, sizeof(walked->registers));
    registers[STACK_REGISTERS] = walked->ip;
    return dw->dwfl_thread_state_registers(thread, 0, STACK_REGISTERS + 1, registers);
}

static bool begin(const struct dw *dw, struct code_set *set)
{
    static const Dwfl_Thread_Callbacks threads = {
        .next_thread = next_thread,
        .memory_read = read_word,
        .set_initial_registers = set_registers,
    };
    static char *no_path;
    static Dwfl_Callbacks files = { .debuginfo_path = &no_path };
    const char *at = set->maps, *end = at + set->maps_size, *line_end;
    struct code code;

    files.find_elf = dw->dwfl_linux_proc_find_elf;
    files.find_debuginfo = dw->dwfl_standard_find_debuginfo;
    set->dwfl = dw->dwfl_begin(&files);
    if (set->dwfl == NULL)
        return false;
    dw->dwfl_report_begin(set->dwfl);
    for (; at < end; at = line_end + 1) {
        line_end = memchr(at, '\n', (size_t)(end - at));
        if (line_end == NULL)
            break;
        if (parse(at, (size_t)(line_end - at), &code))
            take_code(dw, set, &code);
    }
    set->can_unwind =
        dw->dwfl_report_end(set->dwfl, NULL, NULL) == 0 &&
        dw->dwfl_attach_state(set->dwfl, NULL, THREAD, &threads, set);
    return true;
}

static void forget(const struct dw *dw, struct code_set *set)
{
    if (set->dwfl != NULL)
        dw->dwfl_end(set->dwfl);
    free(set->maps);
    free(set->code);
    *set = (struct code_set){ .dwfl = NULL };
}

static struct code_set *find_set(const struct dw *dw, const struct stack *stack)
{
    static uint64_t uses;
    struct code_set *oldest = &sets[0];

    for (size_t i = 0; i < SETS_KEPT; i++) {
        struct code_set *set = &sets[i];

        if (set->maps != NULL && set->maps_size == stack->maps_size &&
            memcmp(set->maps, stack->maps, stack->maps_size) == 0) {
            set->used = ++uses;
            return set;
        }
        if (set->used < oldest->used)
            oldest = set;
    }
    forget(dw, oldest);
    oldest->maps = malloc(stack->maps_size + 1);
    if (oldest->maps == NULL)
        return NULL;
    memcpy(oldest->maps, stack->maps, stack->maps_size);
    oldest->maps_size = stack->maps_size;
    oldest->used = ++uses;
    return begin(dw, oldest) ? oldest : NULL;
}

struct walk {
    const struct dw *dw;
    const struct code_set *set;
    void (*take)(void *to, const struct stack_frame *frame);
    void *to;
    size_t count;
};

static const struct code *code_at(const struct code_set *set, uint64_t address)
{
    for (size_t i = 0; i < set->count; i++)
        if (address >= set->code[i].start && address < set->code[i].end)
            return &set->code[i];
    return NULL;
}

static void find_line(const struct walk *walk, Dwfl_Module *module, uint64_t address,
                      struct stack_frame *frame)
{
    Dwfl_Line *line = walk->dw->dwfl_module_getsrc(module, address);

    if (line != NULL)
        frame->source =
            walk->dw->dwfl_lineinfo(line, NULL, &frame->line, NULL, NULL, NULL);
}

/* An address that a call returns to may lie behind its function's end. */
static void take_address(struct walk *walk, uint64_t address, bool is_return)
{
    const struct code *code = code_at(walk->set, address);
    struct stack_frame frame = { .file = "?", .address = address, .place = address };
    Dwfl_Module *module = walk->dw->dwfl_addrmodule(walk->set->dwfl, address - is_return);
    GElf_Off offset = 0;
    GElf_Sym symbol;

    if (code != NULL) {
        frame.file = code->name;
        frame.place = address - code->start + code->offset;
    }
    if (module != NULL) {
        frame.symbol = walk->dw->dwfl_module_addrinfo(module, address - is_return, &offset,
                                                      &symbol, NULL, NULL, NULL);
        find_line(walk, module, address - is_return, &frame);
    }
    frame.offset = offset + is_return;
    walk->take(walk->to, &frame);
    walk->count++;
}

static int take_frame(Dwfl_Frame *frame, void *to)
{
    struct walk *walk = to;
    Dwarf_Addr address;
    bool is_activation;

    if (walk->count >= STACK_FRAMES_MOST ||
        !walk->dw->dwfl_frame_pc(frame, &address, &is_activation))
        return DWARF_CB_ABORT;
    take_address(walk, address, !is_activation);
    return DWARF_CB_OK;
}

size_t stack_walk(const struct stack *stack,
                  void (*take)(void *to, const struct stack_frame *frame), void *to)
{
    struct walk walk = { .dw = dw_get(), .take = take, .to = to };

    if (walk.dw == NULL)
        return 0;
    walk.set = find_set(walk.dw, stack);
    if (walk.set == NULL)
        return 0;
    walked = stack;
    if (walk.set->can_unwind)
        walk.dw->dwfl_getthread_frames(walk.set->dwfl, THREAD, take_frame, &walk);
    if (walk.count == 0)
        take_address(&walk, stack->ip, false);
    return walk.count;
}
