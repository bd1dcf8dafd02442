/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vector_signals.c - vector registers keep their values while signals interrupt a loop.
 *
 * Every vector register holds a pattern of its own; the loop below only changes
 * them in ways that come round to the pattern again.  Signals interrupt it some
 * thousand times a second, and the handler overwrites them all, and the control
 * words of both floating-point units.  Two threads do so, each with a pattern of
 * its own.  The CPU decides how wide the registers are; the argument `sse2` or
 * `avx2` asks for narrower ones.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define REGISTERS 32
#define WIDTH 64
#define ENOUGH 200      /* signals for each thread */

struct kind {
    const char *name;
    int registers;
    int width;
    void (*hold)(const uint8_t *in, uint8_t *out, long rounds);
    void (*clobber)(const uint8_t *in);
};

static pthread_t threads[2];
static atomic_int ended;
static _Thread_local atomic_long interrupts;
static const struct kind *kind;
static uint8_t noise[REGISTERS * WIDTH] __attribute__((aligned(64)));

/* Sixteen registers of SSE2 or AVX2; `mov` and `xor` differ, the order does not. */
#define EACH16(F) F(0) F(1) F(2) F(3) F(4) F(5) F(6) F(7) F(8) F(9) F(10) F(11) F(12) F(13) F(14) F(15)
#define EACH32(F) EACH16(F) F(16) F(17) F(18) F(19) F(20) F(21) F(22) F(23) F(24) F(25) F(26) F(27) \
                  F(28) F(29) F(30) F(31)

/* Each round exchanges the halves of every 64-bit lane; `rounds` is even. */
#define SPIN(EACH, TURN)                                                                     \
    "1:\n" EACH(TURN) "sub $1, %[rounds]\n jnz 1b\n"

#define LOAD_SSE(n) "movdqa 16*" #n "(%[in]), %%xmm" #n "\n"
#define TURN_SSE(n) "pshufd $0xb1, %%xmm" #n ", %%xmm" #n "\n"
#define STORE_SSE(n) "movdqa %%xmm" #n ", 16*" #n "(%[out])\n"

#define LOAD_AVX(n) "vmovdqa 32*" #n "(%[in]), %%ymm" #n "\n"
#define TURN_AVX(n) "vpshufd $0xb1, %%ymm" #n ", %%ymm" #n "\n"
#define STORE_AVX(n) "vmovdqa %%ymm" #n ", 32*" #n "(%[out])\n"

#define LOAD_512(n) "vmovdqa64 64*" #n "(%[in]), %%zmm" #n "\n"
#define TURN_512(n) "vpshufd $0xb1, %%zmm" #n ", %%zmm" #n "\n"
#define STORE_512(n) "vmovdqa64 %%zmm" #n ", 64*" #n "(%[out])\n"

#define CLOBBER(n) "xmm" #n,
#define CLOBBERS16 EACH16(CLOBBER) "memory", "cc"

static void sse_hold(const uint8_t *in, uint8_t *out, long rounds)
{
    __asm__ volatile(EACH16(LOAD_SSE) SPIN(EACH16, TURN_SSE) EACH16(STORE_SSE)
                     : [rounds] "+r"(rounds) : [in] "r"(in), [out] "r"(out) : CLOBBERS16);
}

static void sse_clobber(const uint8_t *in)
{
    __asm__ volatile(EACH16(LOAD_SSE) : : [in] "r"(in) : CLOBBERS16);
}

__attribute__((target("avx2")))
static void avx_hold(const uint8_t *in, uint8_t *out, long rounds)
{
    __asm__ volatile(EACH16(LOAD_AVX) SPIN(EACH16, TURN_AVX) EACH16(STORE_AVX) "vzeroupper\n"
                     : [rounds] "+r"(rounds) : [in] "r"(in), [out] "r"(out) : CLOBBERS16);
}

__attribute__((target("avx2")))
static void avx_clobber(const uint8_t *in)
{
    __asm__ volatile(EACH16(LOAD_AVX) : : [in] "r"(in) : CLOBBERS16);
}

/* The mask registers ride along: k1 to k7 are set from the pattern and stored after it. */
__attribute__((target("avx512f,avx512bw")))
static void avx512_hold(const uint8_t *in, uint8_t *out, long rounds)
{
    __asm__ volatile(
        EACH32(LOAD_512)
        "kmovq 0(%[in]), %%k1\n kmovq 72(%[in]), %%k2\n kmovq 144(%[in]), %%k3\n"
        "kmovq 216(%[in]), %%k4\n kmovq 288(%[in]), %%k5\n kmovq 360(%[in]), %%k6\n"
        "kmovq 432(%[in]), %%k7\n"
        SPIN(EACH32, TURN_512)
        EACH32(STORE_512)
        "kmovq %%k1, 2048(%[out])\n kmovq %%k2, 2056(%[out])\n kmovq %%k3, 2064(%[out])\n"
        "kmovq %%k4, 2072(%[out])\n kmovq %%k5, 2080(%[out])\n kmovq %%k6, 2088(%[out])\n"
        "kmovq %%k7, 2096(%[out])\n vzeroupper\n"
        : [rounds] "+r"(rounds) : [in] "r"(in), [out] "r"(out)
        : EACH32(CLOBBER) "k1", "k2", "k3", "k4", "k5", "k6", "k7", "memory", "cc");
}

__attribute__((target("avx512f,avx512bw")))
static void avx512_clobber(const uint8_t *in)
{
    __asm__ volatile(
        EACH32(LOAD_512)
        "kxorq %%k1, %%k1, %%k1\n kxorq %%k2, %%k2, %%k2\n kxorq %%k3, %%k3, %%k3\n"
        "kxorq %%k4, %%k4, %%k4\n kxorq %%k5, %%k5, %%k5\n kxorq %%k6, %%k6, %%k6\n"
        "kxorq %%k7, %%k7, %%k7\n"
        : : [in] "r"(in)
        : EACH32(CLOBBER) "k1", "k2", "k3", "k4", "k5", "k6", "k7", "memory", "cc");
}

static const struct kind sse2 = {"sse2", 16, 16, sse_hold, sse_clobber};
static const struct kind avx2 = {"avx2", 16, 32, avx_hold, avx_clobber};
static const struct kind avx512 = {"avx512", 32, 64, avx512_hold, avx512_clobber};

static int masks_agree(const uint8_t *in, const uint8_t *out)
{
    for (int k = 0; k < 7; k++)
        if (memcmp(out + 2048 + 8 * k, in + 72 * k, 8) != 0)
            return 0;
    return 1;
}

struct control {
    uint32_t mxcsr;
    uint16_t x87;
};

static const struct control usual = {0x1f80, 0x037f};
static const struct control towards_zero = {0x7f80, 0x0f7f};

static void set_control(const struct control *control)
{
    __asm__ volatile("ldmxcsr %0\n fldcw %1" : : "m"(control->mxcsr), "m"(control->x87));
}

static int control_is(const struct control *wanted)
{
    struct control now;

    __asm__ volatile("stmxcsr %0\n fnstcw %1" : "=m"(now.mxcsr), "=m"(now.x87));
    return (now.mxcsr & ~0x3fU) == wanted->mxcsr && now.x87 == wanted->x87;
}

/* A system call with every register live: the kernel keeps all but rax, rcx and r11. */
static void on_signal(int number)
{
    (void)number;
    kind->clobber(noise);
    syscall(SYS_getppid);
    set_control(&usual);
    interrupts++;
}

static void *hold_until_enough(void *seed)
{
    uint8_t in[REGISTERS * WIDTH] __attribute__((aligned(64)));
    uint8_t out[REGISTERS * WIDTH + 64] __attribute__((aligned(64)));
    size_t size = (size_t)(kind->registers * kind->width);
    long wrong = 0;

    for (size_t i = 0; i < sizeof in; i++)
        in[i] = (uint8_t)(i * 31 + (i >> 8) * 7 + (uintptr_t)seed);
    set_control(&towards_zero);
    while (interrupts < ENOUGH) {
        memset(out, 0, sizeof out);
        kind->hold(in, out, 20000);
        if (memcmp(in, out, size) != 0 || (kind == &avx512 && !masks_agree(in, out)))
            wrong++;
        if (!control_is(&towards_zero))
            wrong++;
    }
    ended++;
    return (void *)wrong;
}

/* A thread that has ended stays joinable, so signals may still be sent to it. */
static void disturb(void)
{
    struct timespec pause = {.tv_nsec = 300000};

    while (ended < 2) {
        nanosleep(&pause, NULL);
        pthread_kill(threads[0], SIGUSR1);
        pthread_kill(threads[1], SIGUSR1);
    }
}

static const struct kind *widest_up_to(const char *limit)
{
    __builtin_cpu_init();
    if (strcmp(limit, "sse2") == 0 || !__builtin_cpu_supports("avx2"))
        return &sse2;
    if (strcmp(limit, "avx2") == 0 || !__builtin_cpu_supports("avx512f") ||
        !__builtin_cpu_supports("avx512bw"))
        return &avx2;
    return &avx512;
}

int main(int argc, char **argv)
{
    struct sigaction action = {.sa_handler = on_signal};
    void *wrong[2];

    kind = widest_up_to(argc > 1 ? argv[1] : "avx512");
    memset(noise, 0xa5, sizeof noise);
    sigaction(SIGUSR1, &action, NULL);
    for (uintptr_t i = 0; i < 2; i++)
        if (pthread_create(&threads[i], NULL, hold_until_enough, (void *)(i * 91)) != 0)
            return 1;
    disturb();
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], &wrong[i]);
        printf("%s thread %d: %ld wrong\n", kind->name, i, (long)wrong[i]);
    }
    return wrong[0] != NULL || wrong[1] != NULL;
}
