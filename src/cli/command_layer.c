/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_layer.c - lxrun diff, commit and discard: look at a layer, keep it or drop it. */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "overlay/change.h"
#include "overlay/commit.h"
#include "overlay/diff.h"
#include "overlay/layer.h"
#include "supervisor/say.h"

#define STATUS_DIFFERENT 1

struct layer_words {
    bool is_brief, is_json, is_list, is_help;
    enum commit_how how;
    const char *name; /* or NULL: the last one */
};

enum { OPTION_BRIEF = 256, OPTION_JSON, OPTION_LIST, OPTION_FORCE, OPTION_SKIP, OPTION_HELP };

static const struct option diff_longs[] = {
    { "brief", no_argument, NULL, 'q' },
    { "json", no_argument, NULL, OPTION_JSON },
    { "list", no_argument, NULL, OPTION_LIST },
    { "help", no_argument, NULL, OPTION_HELP },
    { 0 },
};

static const struct option commit_longs[] = {
    { "force", no_argument, NULL, OPTION_FORCE },
    { "skip", no_argument, NULL, OPTION_SKIP },
    { "help", no_argument, NULL, OPTION_HELP },
    { 0 },
};

static const struct option discard_longs[] = {
    { "help", no_argument, NULL, OPTION_HELP },
    { 0 },
};

static bool take(struct layer_words *words, int option)
{
    switch (option) {
    case 'q':
        return words->is_brief = true;
    case OPTION_JSON:
        return words->is_json = true;
    case OPTION_LIST:
        return words->is_list = true;
    case OPTION_FORCE:
        words->how = COMMIT_FORCE;
        return true;
    case OPTION_SKIP:
        words->how = COMMIT_SKIP;
        return true;
    case OPTION_HELP:
        return words->is_help = true;
    default:
        return false;
    }
}

static int parse(struct layer_words *words, int argc, char **argv, const char *letters,
                 const struct option *longs)
{
    int option;

    *words = (struct layer_words){ .how = COMMIT_ALL };
    optind = 0;
    opterr = 0;
    while ((option = getopt_long(argc, argv, letters, longs, NULL)) != -1)
        if (!take(words, option)) {
            say("%s: %s: no such option; see lxrun(1)", argv[0], argv[optind - 1]);
            return STATUS_LXRUN_FAILED;
        }
    if (argc - optind > 1) {
        say("%s: %s: one layer at a time", argv[0], argv[optind + 1]);
        return STATUS_LXRUN_FAILED;
    }
    words->name = argv[optind];
    return 0;
}

static int help(const char *text)
{
    fputs(text, stdout);
    return fflush(stdout) == 0 ? 0 : STATUS_LXRUN_FAILED;
}

static void print_file(const char *layer, const char *name)
{
    char path[PATH_MAX], text[256];
    FILE *file;
    size_t size = 0;

    if (snprintf(path, sizeof(path), "%s/%s", layer, name) < (int)sizeof(path) &&
        (file = fopen(path, "re")) != NULL) {
        size = fread(text, 1, sizeof(text), file);
        fclose(file);
    }
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte == 0)
            putchar(' ');
        else if (byte < ' ' || byte == 0x7f)
            printf("\\%03o", byte);
        else
            putchar(byte);
    }
}

static void print_layer(const char *home, const char *name)
{
    char layer[PATH_MAX], path[PATH_MAX + 16], directory[PATH_MAX];
    ssize_t size;

    if (snprintf(layer, sizeof(layer), "%s/%s", home, name) >= (int)sizeof(layer))
        return;
    snprintf(path, sizeof(path), "%s/directory", layer);
    size = readlink(path, directory, sizeof(directory) - 1);
    directory[size < 0 ? 0 : size] = '\0';
    printf("%s  %s  ", name, directory);
    print_file(layer, "program");
    putchar('\n');
}

static int list(void)
{
    long err = layer_list(print_layer);

    if (err == 0)
        return fflush(stdout) == 0 ? 0 : STATUS_LXRUN_FAILED;
    say("cannot list the layers: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int show(const struct layer_words *words, const struct layer *layer)
{
    struct changes changes;
    int status = changes_find(&changes, layer);

    if (status == 0)
        status = words->is_json ? diff_show_json(&changes, layer)
                                : diff_show(&changes, layer, words->is_brief);
    if (status == 0 && changes.count > 0)
        status = STATUS_DIFFERENT;
    changes_free(&changes, layer);
    return status;
}

int command_diff(int argc, char **argv)
{
    struct layer_words words;
    struct layer layer;
    int status = parse(&words, argc, argv, "q", diff_longs);

    if (status != 0)
        return status;
    if (words.is_help)
        return help("Usage: lxrun diff [-q|--brief] [--json] [LAYER]\n"
                    "       lxrun diff --list\n"
                    "Show what a run with --overlay has written.  Without LAYER: the last one.\n"
                    "Exits with 0 if nothing differs, 1 if something does, 125 on failure.\n");
    if (words.is_list)
        return list();
    status = layer_open(&layer, words.name);
    if (status == 0)
        status = show(&words, &layer);
    layer_close(&layer);
    return status;
}

static int drop(struct layer *layer)
{
    long err = layer_remove(layer);

    if (err == 0)
        return 0;
    say("%s: cannot be removed: %s", layer->directory, strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int tell_refused(const struct layer_words *words, const struct layer *layer)
{
    if (words->how == COMMIT_ALL)
        say("nothing, or not all, was committed; the layer is kept: %s (--skip leaves out what "
            "is in the way, --force overwrites what has changed)",
            layer->directory);
    else
        say("not all was committed; the layer is kept: %s", layer->directory);
    return STATUS_DIFFERENT;
}

static int keep(const struct layer_words *words, struct layer *layer)
{
    struct changes changes;
    int status = changes_find(&changes, layer);
    unsigned long refused = 0;

    if (status == 0)
        refused = commit_changes(&changes, layer, words->how);
    changes_free(&changes, layer);
    if (status != 0)
        return status;
    return refused != 0 ? tell_refused(words, layer) : drop(layer);
}

int command_commit(int argc, char **argv)
{
    struct layer_words words;
    struct layer layer;
    int status = parse(&words, argc, argv, "", commit_longs);

    if (status != 0)
        return status;
    if (words.is_help)
        return help("Usage: lxrun commit [--force|--skip] [LAYER]\n"
                    "Do to the files what a run with --overlay has done to its layer, and remove "
                    "the layer.\nIf one of them has changed since, nothing is done;\n"
                    "  --skip    leaves those out, and keeps the layer\n"
                    "  --force   overwrites them\n"
                    "Exits with 0 if all was done, 1 if not, 125 on failure.\n");
    status = layer_open(&layer, words.name);
    if (status == 0)
        status = keep(&words, &layer);
    layer_close(&layer);
    return status;
}

int command_discard(int argc, char **argv)
{
    struct layer_words words;
    struct layer layer;
    int status = parse(&words, argc, argv, "", discard_longs);

    if (status != 0)
        return status;
    if (words.is_help)
        return help("Usage: lxrun discard [LAYER]\n"
                    "Remove what a run with --overlay has written.\n");
    status = layer_open(&layer, words.name);
    if (status == 0)
        status = drop(&layer);
    layer_close(&layer);
    return status;
}
