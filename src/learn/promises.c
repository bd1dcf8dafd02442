/* SPDX-License-Identifier: GPL-2.0-or-later */
/* promises.c - what was learned, in pledge's words. */
#include <stdlib.h>
#include <string.h>

#include "learn/form.h"
#include "policy/paths.h"
#include "policy/pledge.h"
#include "report/usage.h"

#include "syscall_nr.h"

/* lxcore makes clones of them, which the word for processes lets through. */
static bool is_start_of_process(unsigned nr)
{
    return nr == SYS_fork || nr == SYS_vfork || nr == SYS_clone3 || nr == SYS_clone;
}

static uint64_t for_deeds(const struct learned *learned)
{
    unsigned rights = 0;
    uint64_t set = pledge_word("stdio") | learned->promises;

    for (struct learned_path *path = learned->paths; path != NULL; path = path->hh.next)
        rights |= path->rights;
    set |= rights & (RIGHT_READ | RIGHT_LIST) ? pledge_word("rpath") : 0;
    set |= rights & RIGHT_WRITE ? pledge_word("wpath") : 0;
    set |= rights & RIGHT_CREATE ? pledge_word("cpath") : 0;
    set |= learned->has_inet ? pledge_word("inet") : 0;
    set |= learned->has_unix ? pledge_word("unix") : 0;
    return set | (learned->has_processes ? pledge_word("proc") : 0);
}

static void note_lacking(char **lacking, const char *name)
{
    char *all = NULL;

    if (asprintf(&all, "%s%s%s", *lacking == NULL ? "" : *lacking, *lacking == NULL ? "" : " ",
                 name) < 0)
        table_no_memory();
    free(*lacking);
    *lacking = all;
}

uint64_t form_promises(const struct learned *learned, char **lacking)
{
    uint64_t set = for_deeds(learned);

    *lacking = NULL;
    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++) {
        const char *name = syscall_notes[nr].name;
        uint64_t with;

        if (!trace_call_has(learned->calls, nr) || name == NULL || is_start_of_process(nr))
            continue;
        with = pledge_with_call(set, name);
        if (with == 0)
            note_lacking(lacking, name);
        else
            set = with;
    }
    return set;
}
