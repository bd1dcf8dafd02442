/* SPDX-License-Identifier: GPL-2.0-or-later */
/* verdict.c - see verdict.h. */
#include "report/verdict.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>

#include "abi/control.h"
#include "report/call_args.h"
#include "report/calls.h"
#include "report/record_memory.h"
#include "report/refused.h"
#include "report/sink.h"

#define PATH_MOST (CONTROL_TEXT_SIZE / 2)

/* The first argument of a kind; -1: there is none. */
static int find_argument(int64_t nr, const char *kind)
{
    if (nr < 0 || nr >= SYSCALL_TABLE_SIZE)
        return -1;
    for (unsigned i = 0; i < call_args[nr].count; i++)
        if (strcmp(call_args[nr].args[i].kind, kind) == 0)
            return (int)i;
    return -1;
}

/* The path as the guest gave it, and behind it where it starts. */
static bool put_path(struct control_denied *denied, const struct call *call)
{
    const int path = find_argument(call->nr, "path"), base = find_argument(call->nr, "dirfd");
    const uint64_t fd =
        base < 0 ? (uint64_t)(int64_t)AT_FDCWD : (uint64_t)(int32_t)call_arg(call, (unsigned)base);
    const struct record_chunk *chunk = record_find_chunk(call->exit, RECORD_FD_PATH, fd);
    size_t size;
    const char *text =
        path < 0 ? NULL : record_string(call->enter, call_arg(call, (unsigned)path), &size);

    if (text == NULL || size > PATH_MOST)
        return false;
    memcpy(denied->text, text, size);
    denied->path_size = (uint32_t)size;
    if ((size == 0 || text[0] != '/') && chunk != NULL && chunk->size <= PATH_MOST) {
        memcpy(denied->text + size, record_chunk_bytes(chunk), chunk->size);
        denied->base_size = chunk->size;
    }
    return true;
}

static char *find_rule(const struct policy *policy, const struct call *call)
{
    struct control_denied denied;

    memset(&denied, 0, sizeof(denied));
    denied.nr = call->nr;
    for (unsigned i = 0; i < 6; i++)
        denied.args[i] = call_arg(call, i);
    denied.is_by_floor = (call->flags & RECORD_DENIED) != 0;
    if (!denied.is_by_floor && !put_path(&denied, call))
        return NULL;
    return refused_rule(policy, &denied);
}

enum verdict verdict_of(const struct policy *policy, const struct call *call, char **rule)
{
    *rule = NULL;
    if (call->flags & RECORD_INJECTED)
        return VERDICT_INJECTED;
    if (policy != NULL && call->exit != NULL && (call->flags & (RECORD_DENIED | RECORD_PERHAPS)))
        *rule = find_rule(policy, call);
    return *rule != NULL || (call->flags & RECORD_DENIED) ? VERDICT_DENIED : VERDICT_ALLOWED;
}
