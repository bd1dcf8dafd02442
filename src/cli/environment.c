/* SPDX-License-Identifier: GPL-2.0-or-later */
/* environment.c - -E, --clearenv and -w, as env(1) does it. */
#include "cli/environment.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "supervisor/say.h"

static int change_variable(char *assignment)
{
    int result =
        strchr(assignment, '=') != NULL ? putenv(assignment) : unsetenv(assignment);

    if (result == 0)
        return 0;
    say("-E %s: %s", assignment, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

/* Where mounts are made for the guest, the directory may be one of them. */
static int enter_directory(const struct run *run)
{
    const struct policy_mounts *mounts = &run->policy.mounts;

    if (run->directory == NULL || chdir(run->directory) == 0 || mounts->count != 0 ||
        mounts->root != NULL)
        return 0;
    say("-w %s: %s", run->directory, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

int environment_apply(const struct options *options)
{
    int status = 0;

    if (options->clear_environment)
        clearenv();
    for (size_t i = 0; status == 0 && i < options->variable_count; i++)
        status = change_variable(options->variables[i]);
    if (status != 0)
        return status;
    return enter_directory(&options->run);
}
