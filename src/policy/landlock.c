/* SPDX-License-Identifier: GPL-2.0-or-later */
/* landlock.c - putting the rules in force; landlock_rules.c works them out. */
#include "policy/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "policy/landlock_abi.h"

int landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION_FLAG);

    return version < 0 ? 0 : (int)version;
}

static long result_of(long answer)
{
    return answer < 0 ? -errno : answer;
}

/* An older kernel takes a longer structure if what it does not know is 0. */
static long make_ruleset(const struct landlock *landlock)
{
    const struct landlock_ruleset ruleset = { landlock->files, landlock->net,
                                              landlock->scoped };

    return result_of(syscall(SYS_landlock_create_ruleset, &ruleset, sizeof(ruleset), 0));
}

/* Rights that mean something for directories only are refused for other files. */
static long add_path(int ruleset, int fd, uint64_t access)
{
    struct landlock_path path = { .access = access, .fd = fd };
    long err = result_of(
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PATH_BENEATH, &path, 0));

    if (err != -EINVAL || (access & FS_OF_FILES) == 0)
        return err == -ENOMSG || err == -EINVAL ? 0 : err;
    path.access = access & FS_OF_FILES;
    return result_of(
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PATH_BENEATH, &path, 0));
}

static long add_rule(int ruleset, const struct landlock_rule *rule)
{
    int fd = open(rule->path, O_PATH | O_CLOEXEC | (rule->is_entry ? O_NOFOLLOW : 0));
    long err;

    if (fd < 0)
        return rule->is_optional ? 0 : -errno;
    err = add_path(ruleset, fd, rule->access);
    close(fd);
    /* A file of the kernel's own, that cannot be opened by path: EBADFD. */
    return rule->is_optional && err == -EBADFD ? 0 : err;
}

static long add_port(int ruleset, const struct landlock_port *port)
{
    const struct landlock_net net = { port->access, port->port };

    return result_of(syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PORT, &net, 0));
}

static long fill(int ruleset, const struct landlock *landlock, const char **failed)
{
    long err = 0;

    for (size_t i = 0; err == 0 && i < landlock->rule_count; i++) {
        *failed = landlock->rules[i].path;
        err = add_rule(ruleset, &landlock->rules[i]);
    }
    if (err != 0)
        return err;
    *failed = NULL;
    for (size_t i = 0; err == 0 && i < landlock->port_count; i++)
        err = add_port(ruleset, &landlock->ports[i]);
    return err;
}

long landlock_restrict(const struct landlock *landlock, const char **failed)
{
    long ruleset, err;

    *failed = NULL;
    if ((landlock->files | landlock->net | landlock->scoped) == 0)
        return 0;
    ruleset = make_ruleset(landlock);
    if (ruleset < 0)
        return ruleset;
    err = fill((int)ruleset, landlock, failed);
    if (err == 0)
        err = result_of(syscall(SYS_landlock_restrict_self, (int)ruleset, 0));
    close((int)ruleset);
    return err;
}
