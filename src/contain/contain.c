/* SPDX-License-Identifier: GPL-2.0-or-later */
/* contain.c - the wish, completed. */
#include "contain/contain.h"

#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "contain/privileges.h"
#include "supervisor/say.h"

#define REFUSAL_SIZE 1024

/* Written by the guest's first process, which shares lxrun's memory. */
static char refusal[REFUSAL_SIZE];

void contain_begin(struct contain *contain)
{
    memset(contain, 0, sizeof(*contain));
    contain->broker_fd = -1;
    contain->finder_fd = -1;
    contain->uid = contain->gid = CONTAIN_NO_ID;
}

bool contain_is_wanted(const struct contain *contain)
{
    return contain->spaces != 0 || contain->uid != CONTAIN_NO_ID ||
           contain->gid != CONTAIN_NO_ID || contain->hostname != NULL ||
           mounts_are_wanted(&contain->mounts);
}

static bool has_row(const struct mounts *mounts, enum row_kind kind)
{
    for (size_t i = 0; i < mounts->count; i++)
        if (mounts->rows[i].kind == kind)
            return true;
    return false;
}

/* Root changes its identity without a namespace. */
static bool changes_identity(const struct contain *contain)
{
    return contain->uid != CONTAIN_NO_ID || contain->gid != CONTAIN_NO_ID;
}

void contain_complete(struct contain *contain)
{
    if (contain->hostname != NULL)
        contain->spaces |= CLONE_NEWUTS;
    if (mounts_are_wanted(&contain->mounts))
        contain->spaces |= CLONE_NEWNS;
    if (has_row(&contain->mounts, ROW_PROC))
        contain->spaces |= CLONE_NEWPID;
    if ((contain->spaces != 0 || changes_identity(contain)) &&
        !privileges_have(CAPABILITY_SYS_ADMIN))
        contain->spaces |= CLONE_NEWUSER;
}

int contain_refuse(const struct contain *contain, const char *format, ...)
{
    char text[REFUSAL_SIZE];
    va_list values;

    (void)contain;
    va_start(values, format);
    vsnprintf(text, sizeof(text), format, values);
    va_end(values);
    say("%s", text);
    return STATUS_LXRUN_FAILED;
}

void contain_drop(struct contain *contain)
{
    contain->spaces = 0;
    contain->finder_fd = -1;
    contain->hostname = NULL;
    contain->is_optional = false;
    contain->mounts = (struct mounts){ 0 };
}

void contain_try_begin(const struct contain *contain)
{
    if (contain->is_optional)
        say_to(refusal, sizeof(refusal));
}

int contain_try_end(const struct contain *contain, int status)
{
    say_to(NULL, 0);
    return status != 0 && contain->is_optional ? CONTAIN_NOT_HERE : status;
}

const char *contain_refusal(void)
{
    return refusal;
}
