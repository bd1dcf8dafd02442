/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kernel.c - which kernel the program is to find.
 *
 * A version is both: the name that is told, and the calls that there are.  A name
 * alone may be anything that uname(2) can tell.
 */
#include "cli/kernel.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "supervisor/say.h"

#define NAME_ONLY "osrelease:"
#define PART_MOST 255

/* A number and where it ends; one that is too large counts as PART_MOST, as the
 * kernel itself does it (4.9.337). */
static bool parse_part(const char **text, uint32_t *part)
{
    const char *start = *text;

    for (*part = 0; **text >= '0' && **text <= '9'; (*text)++)
        if (*part < PART_MOST)
            *part = *part * 10 + (uint32_t)(**text - '0');
    if (*part > PART_MOST)
        *part = PART_MOST;
    return *text != start;
}

/* "5.10", "5.10.3" or "5.10.3-17-amd64"; where the numbers end. */
static const char *parse_version(const char *text, uint32_t *version)
{
    uint32_t major, minor, patch = 0;

    if (!parse_part(&text, &major) || *text++ != '.' || !parse_part(&text, &minor))
        return NULL;
    if (*text == '.') {
        text++;
        if (!parse_part(&text, &patch))
            return NULL;
    }
    *version = KERNEL_VERSION(major, minor, patch);
    return *text == '\0' || *text == '-' || *text == '+' ? text : NULL;
}

static bool is_printable(const char *name)
{
    for (; *name != '\0'; name++)
        if (*name <= ' ' || *name > '~')
            return false;
    return true;
}

static int set_release(struct lx_config *config, const char *name)
{
    if (*name == '\0' || strlen(name) >= CONFIG_RELEASE_SIZE || !is_printable(name)) {
        say("--kernel: a release has 1 to %d characters and no space",
            CONFIG_RELEASE_SIZE - 1);
        return STATUS_LXRUN_FAILED;
    }
    memset(config->release, 0, sizeof(config->release));
    memcpy(config->release, name, strlen(name));
    return 0;
}

static bool is_newer_than_host(uint32_t version, const char **host)
{
    static struct utsname name;
    uint32_t own;

    *host = name.release;
    return uname(&name) == 0 && parse_version(name.release, &own) != NULL &&
           version >> 8 > own >> 8;
}

/* Programs expect three numbers. */
static int set_release_of_version(struct lx_config *config, const char *value,
                                  const char *numbers_end)
{
    char release[2 * CONFIG_RELEASE_SIZE];
    int size = (int)(numbers_end - value);
    const char *minor = strchr(value, '.') + 1;
    bool has_patch = memchr(minor, '.', (size_t)(numbers_end - minor)) != NULL;

    if (strlen(value) >= CONFIG_RELEASE_SIZE)
        return set_release(config, value);
    snprintf(release, sizeof(release), "%.*s%s%s", size, value, has_patch ? "" : ".0",
             numbers_end);
    return set_release(config, release);
}

static int set_version(struct lx_config *config, const char *value)
{
    const char *end = parse_version(value, &config->kernel);
    const char *host;

    if (end == NULL) {
        say("--kernel=%s: is neither a version such as 5.10 nor osrelease:NAME", value);
        return STATUS_LXRUN_FAILED;
    }
    if (is_newer_than_host(config->kernel, &host)) {
        say("--kernel=%s: this system's kernel, %s, is older; --kernel=osrelease:%s changes "
            "the name alone",
            value, host, value);
        return STATUS_LXRUN_FAILED;
    }
    return set_release_of_version(config, value, end);
}

int kernel_parse(struct lx_config *config, const char *value)
{
    memset(config, 0, sizeof(*config));
    if (strncmp(value, NAME_ONLY, strlen(NAME_ONLY)) == 0)
        return set_release(config, value + strlen(NAME_ONLY));
    return set_version(config, value);
}
