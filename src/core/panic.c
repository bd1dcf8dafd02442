/* SPDX-License-Identifier: GPL-2.0-or-later */
/* panic.c - the last words of lxcore. */
#include "core/panic.h"

#include "abi/boot.h"
#include "abi/signal.h"
#include "core/host.h"
#include "core/string.h"

#define SIGABRT 6
#define STDERR 2

struct line {
    char text[256];
    size_t size;
};

static void line_add(struct line *line, const char *text)
{
    while (*text != '\0' && line->size < sizeof(line->text))
        line->text[line->size++] = *text++;
}

static void line_add_hex(struct line *line, uint64_t value)
{
    char digits[BOOT_FIELD_DIGITS + 1] = { 0 };

    boot_put_field(digits, value);
    line_add(line, "0x");
    line_add(line, digits);
}

static _Noreturn void die_of_abort(void)
{
    struct ksigaction action = { .handler = SIG_DFL };
    uint64_t none = 0;

    host_sigaction(SIGABRT, &action, NULL);
    host_sigprocmask(SIG_SETMASK, &none, NULL);
    host_call3(SYS_tkill, (uint64_t)host_gettid(), SIGABRT, 0);
    host_exit_group(134);
}

_Noreturn void lx_panic(const char *what, uint64_t a, uint64_t b)
{
    struct line line = { .size = 0 };

    line_add(&line, "lxrun: internal error: ");
    line_add(&line, what);
    line_add(&line, " (");
    line_add_hex(&line, a);
    line_add(&line, ", ");
    line_add_hex(&line, b);
    line_add(&line, "); please report it with the command that you ran\n");
    host_write(STDERR, line.text, line.size);
    die_of_abort();
}

_Noreturn void lx_refuse(const char *what, const char *name, int status)
{
    struct line line = { .size = 0 };

    line_add(&line, "lxrun: ");
    line_add(&line, name);
    line_add(&line, ": ");
    line_add(&line, what);
    line_add(&line, "\n");
    host_write(STDERR, line.text, line.size);
    host_exit_group(status);
}
