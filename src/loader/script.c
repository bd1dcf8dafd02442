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

/* Where the line ends: at its newline, or before the last byte that the kernel
 * looks at if it is longer.  0 when the interpreter's name may be cut off. */
static size_t find_end(const char text[SCRIPT_HEAD_SIZE])
{
    const size_t last = SCRIPT_HEAD_SIZE - 1;
    size_t end = 2, name = 2;

    while (end < SCRIPT_HEAD_SIZE && text[end] != '\n')
        end++;
    if (end < SCRIPT_HEAD_SIZE)
        return end;
    while (name < last && is_blank(text[name]))
        name++;
    while (name < last && !ends_word(text[name]))
        name++;
    return name < last ? last : 0;
}

/* The line without `#!`, its end and blanks around it. */
static bool take_line(const uint8_t *head, size_t size, char line[SCRIPT_HEAD_SIZE])
{
    char text[SCRIPT_HEAD_SIZE] = { 0 };
    size_t start = 2, end;

    memcpy(text, head, size < SCRIPT_HEAD_SIZE ? size : SCRIPT_HEAD_SIZE);
    end = find_end(text);
    while (end > 2 && is_blank(text[end - 1]))
        end--;
    while (start < end && is_blank(text[start]))
        start++;
    if (start >= end || text[start] == '\0')
        return false;
    memcpy(line, text + start, end - start);
    line[end - start] = '\0';
    return true;
}

long script_parse(const uint8_t *head, size_t size, struct script_line *out)
{
    char line[SCRIPT_HEAD_SIZE];
    size_t name = 0, argument;

    if (!script_is(head, size) || !take_line(head, size, line))
        return -ENOEXEC;
    while (!ends_word(line[name]))
        name++;
    argument = name;
    while (is_blank(line[argument]))
        argument++;
    memcpy(out->interpreter, line, name);
    out->interpreter[name] = '\0';
    memcpy(out->argument, line + argument, strlen(line + argument) + 1);
    out->has_argument = line[argument] != '\0';
    return 0;
}
