/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * profile.c - the built-in profiles, as what they add to a policy.
 *
 * A profile file can say all of it as well (profile_file.c).
 */
#include "policy/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "policy/policy.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))
#define ORIGIN "the profile"

static const char *const names[] = {
    [PROFILE_NONE] = "none",
    [PROFILE_DEFAULT] = "default",
    [PROFILE_STRICT] = "strict",
};

/* Keys, tokens and what else is worth stealing, below the home directory. */
static const char *const secrets[] = {
    ".ssh",
    ".gnupg",
    ".aws",
    ".azure",
    ".config/gcloud",
    ".kube",
    ".docker",
    ".config/containers",
    ".netrc",
    ".git-credentials",
    ".config/git/credentials",
    ".config/gh",
    ".config/hub",
    ".npmrc",
    ".pypirc",
    ".cargo/credentials",
    ".cargo/credentials.toml",
    ".gem/credentials",
    ".m2/settings.xml",
    ".gradle/gradle.properties",
    ".terraform.d",
    ".vault-token",
    ".password-store",
    ".pgpass",
    ".my.cnf",
    ".bash_history",
    ".zsh_history",
    ".python_history",
    ".local/share/keyrings",
    ".mozilla",
    ".thunderbird",
    ".config/google-chrome",
    ".config/chromium",
    ".config/BraveSoftware",
    ".config/op",
    ".config/rclone",
    ".config/sops",
    ".electrum",
    ".bitcoin",
};

/* Daemons listen here, and what they are told is theirs to do outside of the run. */
static const char *const outside[] = { "/run", "/var/run" };

const char *profile_name(enum profile profile)
{
    return names[profile];
}

bool profile_find(const char *name, enum profile *profile)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(name, names[i]) == 0) {
            *profile = (enum profile)i;
            return true;
        }
    return false;
}

static long hide_secrets(struct policy_paths *paths)
{
    const char *home = getenv("HOME");
    long err = 0;

    if (home == NULL || home[0] != '/' || home[1] == '\0')
        return 0;
    for (size_t i = 0; err == 0 && i < ARRAY_LEN(secrets); i++) {
        char path[4096];

        if (snprintf(path, sizeof(path), "%s/%s", home, secrets[i]) < (int)sizeof(path))
            err = policy_paths_add(paths, path, 0, true, ORIGIN);
    }
    return err;
}

static long hide_outside(struct policy_paths *paths)
{
    long err = 0;

    for (size_t i = 0; err == 0 && i < ARRAY_LEN(outside); i++)
        err = policy_paths_add(paths, outside[i], 0, true, ORIGIN);
    return err;
}

static void begin_contained(struct policy *policy, enum calls_base base)
{
    policy->paths.is_limited = true;
    policy->paths.has_devices = true;
    policy->paths.has_private_tmp = true;
    policy->mounts.is_private = true;
    policy->network.is_scoped = true;
    policy->network.has_no_outside = !policy->network.has_daemons;
    if (policy->network.mode == NETWORK_UNSAID)
        policy->network.mode = NETWORK_NONE;
    policy->calls.base = base;
}

/* A root that was named is the program's to change; else the current directory is, unless
 * that is the host's root. */
static long grant_here(struct policy *policy)
{
    const unsigned here = RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE | RIGHT_EXECUTE;
    const struct policy_mounts *mounts = &policy->mounts;
    const char *place = mounts->root != NULL ? "/" : ".";
    struct stat root, current;

    if (mounts->root != NULL && mounts->is_read_only)
        return 0;
    if (mounts->root == NULL &&
        (stat("/", &root) != 0 || stat(".", &current) != 0 ||
         (root.st_dev == current.st_dev && root.st_ino == current.st_ino)))
        return 0;
    return policy_paths_add(&policy->paths, place, here, false,
                            mounts->root != NULL ? "--rootfs" :
                                                   "the profile (the current directory)");
}

static long grant_default(struct policy *policy)
{
    long err =
        policy_paths_add(&policy->paths, "/", RIGHT_READ | RIGHT_EXECUTE, false, ORIGIN);

    return err != 0 ? err : grant_here(policy);
}

static long add_default(struct policy *policy)
{
    long err;

    begin_contained(policy, CALLS_DEFAULT);
    err = policy->paths.is_veiled ? 0 : grant_default(policy);
    if (err == 0)
        err = hide_secrets(&policy->paths);
    return err != 0 || policy->network.has_daemons ? err : hide_outside(&policy->paths);
}

/* Grants of options and files alone; nothing of the host's otherwise. */
static long add_strict(struct policy *policy)
{
    begin_contained(policy, CALLS_STRICT);
    if (!policy_paths_look(&policy->paths) || policy->network.has_daemons)
        return 0;
    return hide_outside(&policy->paths);
}

long profile_add(struct policy *policy)
{
    switch (policy->profile) {
    case PROFILE_DEFAULT:
        return add_default(policy);
    case PROFILE_STRICT:
        return add_strict(policy);
    case PROFILE_NONE:
    default:
        return 0;
    }
}
