/* SPDX-License-Identifier: GPL-2.0-or-later */
/* learn.c - see learn.h. */
#include "learn/learn.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "learn/compare.h"
#include "learn/form.h"
#include "learn/observe.h"
#include "report/model.h"
#include "report/sink.h"
#include "supervisor/say.h"

#include "syscall_nr.h"

#define TICK_LOOK_US 500

struct learn_sink {
    struct trace_sink sink;
    struct learn_options *options;
    char *directory;
    struct model model;
    struct observer observer;
};

static bool ends_in_json(const char *file)
{
    size_t size = strlen(file);

    return size > 5 && strcmp(file + size - 5, ".json") == 0;
}

static int complain(const char *why)
{
    say("learn: %s", why);
    return STATUS_LXRUN_FAILED;
}

/* A file of the other kind would be taken for what it is not when it is read. */
static int choose_form(struct learn_options *options)
{
    bool is_json;

    if (options->file == NULL)
        return options->form == LEARN_UNSAID && !options->merges ?
                   0 :
                   complain("--format and --merge need a file (-o FILE)");
    is_json = ends_in_json(options->file);
    if (options->form == LEARN_UNSAID)
        options->form = is_json ? LEARN_OCI : LEARN_PROFILE;
    if ((options->form == LEARN_OCI) == is_json)
        return 0;
    return complain(is_json ? "-o: a file of that name (.json) is in docker's form; "
                              "--format=oci, or another name" :
                              "-o: a file in docker's form has a name that ends in .json");
}

/* Files are dated by the clock's last tick, so that one made just before the run could
 * pass for the run's own. */
static uint64_t next_tick(void)
{
    struct timespec last, now;

    clock_gettime(CLOCK_REALTIME_COARSE, &last);
    do {
        usleep(TICK_LOOK_US);
        clock_gettime(CLOCK_REALTIME_COARSE, &now);
    } while (now.tv_sec == last.tv_sec && now.tv_nsec == last.tv_nsec);
    return (uint64_t)now.tv_sec * 1000000000UL + (uint64_t)now.tv_nsec;
}

int learn_prepare(struct learn_options *options)
{
    int status;

    if (options->file == NULL && options->baseline == NULL)
        return complain("say with -o FILE where the profile is to go, or with --baseline "
                        "FILE what nothing may go beyond");
    options->begin = next_tick();
    status = choose_form(options);
    if (status == 0 && options->baseline != NULL)
        status = form_read(&options->expected, options->baseline, "--baseline", false);
    if (status != 0 || !options->merges)
        return status;
    if (access(options->file, F_OK) != 0 && errno == ENOENT)
        return 0;
    return form_read(&options->before, options->file, "--merge", true);
}

static void note(struct trace_sink *sink, const struct record_head *record)
{
    struct learn_sink *self = (struct learn_sink *)sink;

    if (record->type == RECORD_ENTER)
        observe_call(&self->observer, (const struct record_enter *)record);
    model_take(&self->model, record);
}

static void observe(void *observer, const struct deed *deed)
{
    observe_deed(observer, deed);
}

static long write_whole(const struct learn_options *options, const struct learned *learned)
{
    char *scratch;
    FILE *out;
    long err = 0;

    if (asprintf(&scratch, "%s.new", options->file) < 0)
        return -ENOMEM;
    out = fopen(scratch, "we");
    if (out != NULL && options->form == LEARN_OCI)
        form_write_oci(out, learned);
    else if (out != NULL)
        form_write_profile(out, learned, options->form == LEARN_PLEDGE, options->program);
    if (out == NULL || (ferror(out) | fclose(out)) != 0 ||
        rename(scratch, options->file) != 0)
        err = errno != 0 ? -errno : -EIO;
    if (err != 0)
        remove(scratch);
    free(scratch);
    return err;
}

static void add_ports(uint64_t to[LEARNED_PORT_WORDS], const uint64_t from[LEARNED_PORT_WORDS])
{
    for (size_t i = 0; i < LEARNED_PORT_WORDS; i++)
        to[i] |= from[i];
}

/* A file says that send is allowed for lxcore's sake (write_file()). */
static bool is_for_lxcore(const struct learned *before, unsigned nr)
{
    return nr == SYS_sendto && !trace_call_has(before->calls, SYS_socket) &&
           !trace_call_has(before->calls, SYS_socketpair);
}

static void merge(struct learned *learned, const struct learned *before)
{
    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++)
        if (trace_call_has(before->calls, nr) && !is_for_lxcore(before, nr))
            trace_call_add(learned->calls, nr);
    for (struct learned_path *path = before->paths; path != NULL; path = path->hh.next)
        learned_add_path(learned, path->path, path->rights);
    add_ports(learned->connect_ports, before->connect_ports);
    add_ports(learned->bind_ports, before->bind_ports);
    learned->promises |= before->promises;
    learned->has_network |= before->has_network;
    learned->has_daemons |= before->has_daemons;
    learned->has_chosen_ports |= before->has_network && before->has_chosen_ports;
    if (before->base < learned->base)
        learned->base = before->base;
}

static void write_file(struct learn_options *options, struct learned *learned)
{
    long err;

    if (options->merges)
        merge(learned, &options->before);
    /* By which lxcore tells of denials; lists of calls have it in any case. */
    if (options->form == LEARN_OCI)
        trace_call_add(learned->calls, SYS_sendto);
    learned_reduce(learned);
    err = write_whole(options, learned);
    if (err == 0)
        return;
    say("learn: cannot write %s: %s", options->file, strerror((int)-err));
    options->has_failed = true;
}

static void finish(struct trace_sink *sink)
{
    struct learn_sink *self = (struct learn_sink *)sink;
    struct learned *learned = self->observer.learned;

    model_finish(&self->model);
    observe_end(&self->observer);
    learned_reduce(learned);
    if (self->options->baseline != NULL)
        self->options->news = compare_tell(learned, &self->options->expected);
    if (self->options->file != NULL)
        write_file(self->options, learned);
    if (self->model.lost_count > 0 || learned->is_incomplete)
        say("learn: some of what the run did could not be followed; files may be lacking");
    learned_free(learned);
    free(learned);
    model_free(&self->model);
    free(self->directory);
    free(self);
}

struct trace_sink *learn_sink_make(struct learn_options *options)
{
    struct learn_sink *self = table_new(sizeof(*self));

    self->sink = (struct trace_sink){ .record = note, .end = finish };
    self->options = options;
    self->observer.begin = options->begin;
    self->observer.learned = table_new(sizeof(struct learned));
    self->observer.learned->base = PROFILE_STRICT;
    model_begin(&self->model, 0, false);
    self->directory = get_current_dir_name();
    self->model.processes.directory = self->directory;
    self->model.observe = observe;
    self->model.context = &self->observer;
    self->model.follow.is_link = path_is_link;
    return &self->sink;
}
