/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * script.c - `#! interpreter [argument]`, by the kernel's rules: the line ends
 * at a newline or before the 256th byte; blanks around both words are dropped,
 * but for those before the end of a file without a newline; a name that may
 * have been cut off is refused, an argument may be cut.
 */
#include "loader/script.h"

#include "abi/errno.h"
#include "core/string.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool ends_word(char c)
{
    return is_blank(c) || c == '\0';
}

bool script_is(const uint8_t *head, size_t size)
{
    return size >= 2 && head[0] == '#' && head[1] == '!';
}

/* The first byte of text[from…last] that is not blank, or that ends a word;
 * -1 if there is none. */
static int skip_blanks(const char *text, int from, int last)
{
    for (; from <= last; from++)
        if (!is_blank(text[from]))
            return from;
    return -1;
}

static int skip_word(const char *text, int from, int last)
{
    for (; from <= last; from++)
        if (ends_word(text[from]))
            return from;
    return -1;
}

/* Where the line ends: at its newline, or at the last byte that the kernel
 * looks at if it is longer.  -1 when the interpreter's name may be cut off. */
static int find_end(const char *text)
{
    const int last = SCRIPT_HEAD_SIZE - 1;
    int name;

    for (int end = 2; end <= last; end++)
        if (text[end] == '\n')
            return end;
    name = skip_blanks(text, 2, last);
    if (name < 0 || skip_word(text, name, last) < 0)
        return -1;
    return last;
}

static void copy_word(char *to, const char *text, int from, int end)
{
    size_t size = (size_t)(end - from);

    memcpy(to, text + from, size);
    to[size] = '\0';
}

static long parse_text(const char *text, struct script_line *line)
{
    int end = find_end(text), name, name_end, argument = -1;

    while (end > 2 && is_blank(text[end - 1]))
        end--;
    name = skip_blanks(text, 2, end);
    if (end < 0 || name < 0 || name == end)
        return -ENOEXEC;
    name_end = skip_word(text, name, end);
    if (name_end >= 0 && text[name_end] != '\0')
        argument = skip_blanks(text, name_end, end);
    copy_word(line->interpreter, text, name, name_end < 0 ? end : name_end);
    line->has_argument = argument >= 0;
    if (line->has_argument)
        copy_word(line->argument, text, argument, end);
    return 0;
}

long script_parse(const uint8_t *head, size_t size, struct script_line *line)
{
    char text[SCRIPT_HEAD_SIZE] = { 0 };

    if (!script_is(head, size))
        return -ENOEXEC;
    memcpy(text, head, size < SCRIPT_HEAD_SIZE ? size : SCRIPT_HEAD_SIZE);
    return parse_text(text, line);
}
