/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * script.c - `#! interpreter [argument]`, by the kernel's rules: the line ends
 * at a newline or at the 256th byte; blanks around both words are dropped; a
 * name that may have been cut off is refused, an argument may be cut.
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

/* The line without `#!`, its end and blanks around it.  False when it was cut
 * before the interpreter's name was seen to end. */
static bool take_line(const uint8_t *head, size_t size, char line[SCRIPT_HEAD_SIZE])
{
    char text[SCRIPT_HEAD_SIZE + 1] = { 0 };
    size_t end = 2, start = 2;
    bool is_whole;

    memcpy(text, head, size < SCRIPT_HEAD_SIZE ? size : SCRIPT_HEAD_SIZE);
    while (end < SCRIPT_HEAD_SIZE && text[end] != '\n' && text[end] != '\0')
        end++;
    is_whole = end < SCRIPT_HEAD_SIZE;
    while (start < end && is_blank(text[start]))
        start++;
    if (!is_whole) {
        size_t name_end = start;

        while (name_end < end && !ends_word(text[name_end]))
            name_end++;
        if (name_end == end)
            return false;
    }
    while (end > start && is_blank(text[end - 1]))
        end--;
    memcpy(line, text + start, end - start);
    line[end - start] = '\0';
    return end > start;
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
