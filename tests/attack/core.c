/* SPDX-License-Identifier: GPL-2.0-or-later */
/* core.c - lxcore itself, taken over: what the kernel keeps must still hold. */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hostile.h"

#define SPAN_STEP (2UL << 20)

static enum outcome open_outside(void)
{
    return refused(
        gate((long)SYS_openat, (long)AT_FDCWD, target.file, (long)O_RDWR, 0L, 0L, 0L));
}

/* Make the gate page writable, from the gate, and put another `syscall` into it. */
static enum outcome rewritten_gate(void)
{
    uint64_t at = find_gate();
    char *page = (char *)(uintptr_t)at;

    if (at == 0 || gate((long)SYS_mprotect, at, 4096L, 7L, 0L, 0L, 0L) < 0)
        return open_outside();
    memcpy(page + 0xe00, "\x0f\x05\xc3", 3);
    return open_outside();
}

/* lxcore's handler of SIGSYS taken away: calls outside of the gate are death then, and
 * those from it are still under the floor. */
static enum outcome without_handler(void)
{
    uint64_t action[4] = { 0 };

    gate((long)SYS_rt_sigaction, 31L, action, 0L, 8L, 0L, 0L);
    return gate((long)SYS_openat, (long)AT_FDCWD, target.file, (long)O_RDWR, 0L, 0L, 0L) <
                   0 ?
               (enum outcome)gate((long)SYS_exit_group, (long)CONTAINED, 0L, 0L, 0L, 0L,
                                  0L) :
               (enum outcome)gate((long)SYS_exit_group, (long)BROKE_OUT, 0L, 0L, 0L, 0L,
                                  0L);
}

/* A mapping of our own at another place is not the gate. */
static enum outcome copied_gate(void)
{
    void *copy = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long (*call)(void) = (long (*)(void))copy;
    long result;

    memcpy(copy, "\x0f\x05\xc3", 3);
    __asm__ volatile("call *%[call]"
                     : "=a"(result)
                     : [call] "b"(call), "a"(SYS_openat), "D"(AT_FDCWD), "S"(target.file),
                       "d"(O_RDWR)
                     : "rcx", "r11", "memory");
    return refused(result);
}

/* A filter of ours that allows everything takes nothing back. */
static enum outcome another_filter(void)
{
    struct {
        uint16_t code;
        uint8_t jt, jf;
        uint32_t k;
    } allow = { 6, 0, 0, 0x7fff0000 };
    struct {
        uint16_t count;
        void *code;
    } program = { 1, &allow };

    gate((long)SYS_seccomp, 1L, 0L, &program, 0L, 0L, 0L);
    return open_outside();
}

/* The first of the other end's own: nothing of the span may be mapped over by a call that
 * lxcore sees. */
static enum outcome map_over(void)
{
    uint64_t at = find_gate();
    void *where = (void *)(uintptr_t)(at & ~(SPAN_STEP - 1));

    if (at == 0)
        return COULD_NOT_TRY;
    return mmap(where, 4096, PROT_READ | PROT_WRITE,
                MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ?
               CONTAINED :
               BROKE_OUT;
}

static enum outcome protect_text(void)
{
    uint64_t at = find_gate();

    if (at == 0)
        return COULD_NOT_TRY;
    return mprotect((void *)(uintptr_t)at, 4096, PROT_READ | PROT_WRITE | PROT_EXEC) !=
                   0 ?
               CONTAINED :
               BROKE_OUT;
}

#define CALL_MSEAL 462L

/* The same from the gate: nobody but the kernel is asked, which an older one, or a container
 * that does not let mseal(2) through, has not been told to refuse. */
static enum outcome protect_text_from_gate(void)
{
    uint64_t at = find_gate();

    if (at == 0 || gate(CALL_MSEAL, 0L, 0L, 0L, 0L, 0L, 0L) != 0)
        return COULD_NOT_TRY;
    if (gate((long)SYS_mprotect, at, 4096L, 7L, 0L, 0L, 0L) == 0)
        return BROKE_OUT;
    return gate((long)SYS_munmap, at + 4096, 4096L, 0L, 0L, 0L, 0L) < 0 ? CONTAINED : BROKE_OUT;
}

static enum outcome unmap_gate(void)
{
    uint64_t at = find_gate();

    if (at == 0)
        return COULD_NOT_TRY;
    munmap((void *)(uintptr_t)at, 4096);
    return find_gate() == at ? CONTAINED : BROKE_OUT;
}

/* Text must not be writable through /proc/self/mem as lxcore opens it for us. */
static enum outcome write_by_proc(void)
{
    uint64_t at = find_gate();
    int fd = open("/proc/self/mem", O_RDWR);

    if (at == 0 || fd < 0)
        return at == 0 ? COULD_NOT_TRY : CONTAINED;
    return pwrite(fd, "\x90", 1, (off_t)(at + 0xe00)) < 0 ? CONTAINED : BROKE_OUT;
}

const struct attack core_attacks[] = {
    { "rewritten_gate", rewritten_gate },
    { "without_handler", without_handler },
    { "copied_gate", copied_gate },
    { "another_filter", another_filter },
    { "map_over", map_over },
    { "protect_text", protect_text },
    { "protect_text_from_gate", protect_text_from_gate },
    { "unmap_gate", unmap_gate },
    { "write_by_proc", write_by_proc },
    { 0 },
};
