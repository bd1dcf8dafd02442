/* SPDX-License-Identifier: GPL-2.0-or-later */
/* denials.c - a list with a limit: a guest can be refused as much as it likes. */
#include "report/denials.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "supervisor/say.h"

#define DENIALS_MOST 1000

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct denial *list;
static size_t list_count;
static unsigned long unlisted_count;

static bool is_same(const struct denial *denial, const char *call, const char *what,
                    const char *rule)
{
    return strcmp(denial->call, call) == 0 && strcmp(denial->what, what) == 0 &&
           strcmp(denial->rule, rule) == 0;
}

static bool is_whole(const struct denial *denial)
{
    return denial->call != NULL && denial->what != NULL && denial->rule != NULL &&
           denial->remedy != NULL && denial->site != NULL;
}

static void append_locked(const struct denial *denial)
{
    struct denial *grown = reallocarray(list, list_count + 1, sizeof(*list));

    if (grown == NULL || !is_whole(denial)) {
        unlisted_count++;
        return;
    }
    list = grown;
    list[list_count++] = *denial;
}

static bool count_again_locked(const char *call, const char *what, const char *rule)
{
    for (size_t i = 0; i < list_count; i++)
        if (is_same(&list[i], call, what, rule)) {
            list[i].count++;
            return true;
        }
    return false;
}

/* More than that nobody reads, and somebody may mean to have us busy. */
static bool is_turned_away_locked(void)
{
    if (list_count < DENIALS_MOST)
        return false;
    unlisted_count++;
    return true;
}

bool denials_again(const char *call, const char *what, const char *rule)
{
    bool is_there;

    pthread_mutex_lock(&lock);
    is_there = count_again_locked(call, what, rule) || is_turned_away_locked();
    pthread_mutex_unlock(&lock);
    return is_there;
}

static void add_locked(const char *call, const char *what, const char *rule,
                       const char *remedy, const char *site)
{
    if (count_again_locked(call, what, rule) || is_turned_away_locked())
        return;
    append_locked(&(struct denial){
        .call = strdup(call),
        .what = strdup(what),
        .rule = strdup(rule),
        .remedy = strdup(remedy),
        .site = strdup(site),
        .count = 1,
    });
}

void denials_add_at(const char *call, const char *what, const char *rule,
                    const char *remedy, const char *site)
{
    pthread_mutex_lock(&lock);
    add_locked(call, what, rule, remedy, site);
    pthread_mutex_unlock(&lock);
}

void denials_add(const char *call, const char *what, const char *rule, const char *remedy)
{
    denials_add_at(call, what, rule, remedy, "");
}

size_t denials_count(void)
{
    return list_count;
}

const struct denial *denials_get(size_t index)
{
    return index < list_count ? &list[index] : NULL;
}

static void tell_one(const struct denial *denial)
{
    const char *times = denial->count == 1 ? "time" : "times";

    say("  %s%s%s, %lu %s%s%s: refused by %s%s%s", denial->call,
        denial->what[0] != '\0' ? " " : "", denial->what, denial->count, times,
        denial->site[0] != '\0' ? ", from " : "", denial->site, denial->rule,
        denial->remedy[0] != '\0' ? "; to allow it: " : "", denial->remedy);
}

void denials_tell(void)
{
    pthread_mutex_lock(&lock);
    if (list_count > 0)
        say("the program was denied:");
    for (size_t i = 0; i < list_count; i++)
        tell_one(&list[i]);
    if (unlisted_count > 0)
        say("  and %lu times something else", unlisted_count);
    pthread_mutex_unlock(&lock);
}
