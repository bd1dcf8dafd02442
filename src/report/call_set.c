/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_set.c - see call_set.h. */
#include "report/call_set.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "supervisor/say.h"
#include "syscall_shapes.h"

static void add_all(uint64_t calls[TRACE_CALL_WORDS])
{
    memset(calls, 0xff, TRACE_CALL_WORDS * sizeof(*calls));
}

static const char *name_of(unsigned nr)
{
    return syscall_shapes[nr].name;
}

static bool add_name(uint64_t calls[TRACE_CALL_WORDS], const char *name)
{
    for (unsigned nr = 0; nr < SYSCALL_SHAPES_SIZE; nr++)
        if (name_of(nr) != NULL && strcmp(name_of(nr), name) == 0) {
            trace_call_add(calls, nr);
            return true;
        }
    return false;
}

/* With or without the %, as strace has it for the older ones. */
static bool add_class(uint64_t calls[TRACE_CALL_WORDS], const char *name)
{
    for (unsigned class = 0; class < SYSCALL_CLASSES_COUNT; class++) {
        const char *known = syscall_classes[class];

        if (strcmp(known, name) != 0 && strcmp(known + 1, name) != 0)
            continue;
        for (unsigned nr = 0; nr < SYSCALL_SHAPES_SIZE; nr++)
            if (syscall_shapes[nr].classes >> class & 1)
                trace_call_add(calls, nr);
        return true;
    }
    return false;
}

static bool add_matching(uint64_t calls[TRACE_CALL_WORDS], const char *expression)
{
    regex_t compiled;
    bool is_found = false;

    if (regcomp(&compiled, expression, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    for (unsigned nr = 0; nr < SYSCALL_SHAPES_SIZE; nr++)
        if (name_of(nr) != NULL && regexec(&compiled, name_of(nr), 0, NULL, 0) == 0) {
            trace_call_add(calls, nr);
            is_found = true;
        }
    regfree(&compiled);
    return is_found;
}

static bool add_number(uint64_t calls[TRACE_CALL_WORDS], const char *text)
{
    char *end;
    unsigned long nr = strtoul(text, &end, 10);

    if (*text < '0' || *text > '9' || *end != '\0' || nr >= SYSCALL_SHAPES_SIZE)
        return false;
    trace_call_add(calls, (unsigned)nr);
    return true;
}

/* As strace writes it where one name means several calls: openat@64. */
static void cut_personality(char *word)
{
    char *at = strchr(word, '@');

    if (at != NULL && strcmp(at, "@64") == 0)
        *at = '\0';
}

static bool add_word(uint64_t calls[TRACE_CALL_WORDS], char *word)
{
    bool is_optional = word[0] == '?';

    word += is_optional;
    cut_personality(word);
    if (word[0] == '/')
        return add_matching(calls, word + 1) || is_optional;
    if (strcmp(word, "all") == 0) {
        add_all(calls);
        return true;
    }
    /* The older word for stat and its kind is the call's own name. */
    if (word[0] != '%' && add_name(calls, word))
        return true;
    return strcmp(word, "none") == 0 || add_class(calls, word) || add_number(calls, word) ||
           is_optional;
}

bool call_set_parse(uint64_t calls[TRACE_CALL_WORDS], const char *text, const char *option)
{
    bool is_inverse = text[0] == '!', is_known = true;
    char *words = strdup(text + is_inverse), *place, *word;

    memset(calls, 0, TRACE_CALL_WORDS * sizeof(*calls));
    if (words == NULL)
        return false;
    for (word = strtok_r(words, ",", &place); word != NULL && is_known;
         word = strtok_r(NULL, ",", &place)) {
        is_known = add_word(calls, word);
        if (!is_known)
            say("%s: '%s' is no system call, no number of one and no %%class", option, word);
    }
    free(words);
    for (unsigned i = 0; is_inverse && i < TRACE_CALL_WORDS; i++)
        calls[i] = ~calls[i];
    return is_known;
}
