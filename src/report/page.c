/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page.c - see page.h. */
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

#include "report/call_class.h"
#include "report/emit.h"
#include "report/model.h"
#include "report/ranking.h"
#include "report/timeline.h"

/* What the page may hold of each, that it stays small enough for a browser. */
#define OBJECTS_MOST 3000
#define LOCKS_MOST 1000
#define PROCESSES_MOST 5000
#define BINS_MOST 150000

static uint64_t since(const struct model *model, uint64_t time)
{
    return time > model->begin ? time - model->begin : 0;
}

static void put(struct emit *json, const char *key, uint64_t number)
{
    emit_key(json, key);
    emit_number(json, (int64_t)(number < INT64_MAX ? number : INT64_MAX));
}

static void number(struct emit *json, uint64_t value)
{
    emit_number(json, (int64_t)(value < INT64_MAX ? value : INT64_MAX));
}

static void put_overview(struct emit *json, const struct model *model)
{
    const struct process *first = model->processes.first;

    emit_key(json, "command");
    emit_string(json, first != NULL && first->command != NULL ? first->command : "?");
    emit_key(json, "begin");
    emit_text64(json, model->begin);
    put(json, "duration", model->end - model->begin);
    put(json, "calls", model->call_count);
    put(json, "signals", model->signal_count);
    put(json, "lost", model->lost_count);
    put(json, "denied", model->denied);
    put(json, "processCount", model->processes.process_count);
    put(json, "threadCount", model->processes.thread_count);
    put(json, "leftOut", model->slowest.left_out);
    emit_key(json, "classes");
    emit_open_array(json);
    for (int class = 0; class < CALL_CLASS_COUNT; class++)
        emit_string(json, call_class_name((enum call_class) class));
    emit_close_array(json);
}

static void put_stats(struct emit *json, unsigned index, const struct call_stats *stats)
{
    emit_open_array(json);
    emit_string(json, model_call_name(index));
    number(json, call_class_of(index));
    number(json, stats->calls);
    number(json, stats->errors);
    number(json, stats->time);
    number(json, histogram_quantile(&stats->histogram, stats->calls, 0.5, stats->longest));
    number(json, histogram_quantile(&stats->histogram, stats->calls, 0.99, stats->longest));
    number(json, stats->longest);
    emit_open_array(json);
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++)
        number(json, stats->histogram.buckets[bucket]);
    emit_close_array(json);
    emit_close_array(json);
}

/* places[index of call_stats] becomes the place in the list. */
static void put_calls(struct emit *json, const struct model *model,
                      unsigned places[MODEL_CALLS])
{
    size_t count;
    unsigned *calls = ranking_calls(model, &count);

    emit_key(json, "byCall");
    emit_open_array(json);
    for (unsigned i = 0; i < count; i++) {
        places[calls[i]] = i;
        put_stats(json, calls[i], &model->stats[calls[i]]);
    }
    emit_close_array(json);
    free(calls);
}

static void put_errors(struct emit *json, const struct model *model)
{
    size_t count;
    const struct error_count **errors = ranking_errors(model, &count);

    emit_key(json, "errors");
    emit_open_array(json);
    for (size_t i = 0; i < count; i++) {
        const char *name = strerrorname_np(errors[i]->key.number);

        emit_open_array(json);
        emit_string(json, model_call_name((unsigned)errors[i]->key.nr));
        emit_string(json, name != NULL ? name : "?");
        emit_string(json, strerror(errors[i]->key.number));
        number(json, errors[i]->count);
        emit_close_array(json);
    }
    emit_close_array(json);
    free(errors);
}

static void put_object(struct emit *json, const struct object *object)
{
    emit_open_array(json);
    emit_string(json, object->name);
    number(json, object->read_bytes);
    number(json, object->written_bytes);
    number(json, object->time);
    number(json, object->reads + object->writes + object->other_calls);
    number(json, object->errors);
    number(json, object->opens);
    emit_close_array(json);
}

static void put_objects(struct emit *json, const struct model *model, const char *key,
                        enum object_kind kind)
{
    size_t count;
    const struct object **objects = ranking_objects(model, kind, &count);

    emit_key(json, key);
    emit_open_object(json);
    put(json, "total", count);
    emit_key(json, "rows");
    emit_open_array(json);
    for (size_t i = 0; i < count && i < OBJECTS_MOST; i++)
        put_object(json, objects[i]);
    emit_close_array(json);
    emit_close_object(json);
    free(objects);
}

static void put_locks(struct emit *json, const struct model *model)
{
    size_t count;
    const struct lock **locks = ranking_locks(model, &count);
    char address[24];

    emit_key(json, "locks");
    emit_open_array(json);
    for (size_t i = 0; i < count && i < LOCKS_MOST; i++) {
        snprintf(address, sizeof(address), "%#llx",
                 (unsigned long long)locks[i]->key.address);
        emit_open_array(json);
        emit_string(json, address);
        number(json, locks[i]->key.process->index);
        number(json, locks[i]->time);
        number(json, locks[i]->waits);
        number(json, locks[i]->longest);
        number(json, locks[i]->timeouts);
        number(json, locks[i]->woken);
        emit_close_array(json);
    }
    emit_close_array(json);
    free(locks);
}

static void put_process(struct emit *json, const struct model *model,
                        const struct process *process)
{
    struct tally sum = { 0 };
    unsigned threads = 0;

    for (struct thread *thread = process->threads; thread != NULL;
         thread = thread->next) {
        sum.calls += thread->tally.calls;
        sum.errors += thread->tally.errors;
        sum.time += thread->tally.time;
        threads++;
    }
    emit_open_array(json);
    number(json, process->index);
    emit_number(json, process->parent != NULL ? (int64_t)process->parent->index : -1);
    number(json, process->depth);
    emit_number(json, process->pid);
    emit_string(json, process_name(process));
    emit_string(json, process->command != NULL ? process->command : "?");
    number(json, since(model, process->start));
    number(json, since(model, process->end != 0 ? process->end : model->end));
    emit_number(json, process->has_ended ? process->status : -1);
    number(json, threads);
    number(json, sum.calls);
    number(json, sum.errors);
    number(json, sum.time);
    emit_close_array(json);
}

static void put_processes(struct emit *json, const struct model *model)
{
    const struct process *process = NULL;
    unsigned count = 0;

    emit_key(json, "processes");
    emit_open_array(json);
    while (count++ < PROCESSES_MOST &&
           (process = processes_walk(&model->processes, process)) != NULL)
        put_process(json, model, process);
    emit_close_array(json);
}

static size_t used_bins(const struct timeline *timeline)
{
    size_t used = 0;

    for (unsigned i = 0; i < TIMELINE_BINS; i++)
        for (unsigned class = 0; class < CALL_CLASS_COUNT; class++)
            used += timeline->bins[i].time[class] > 0;
    return used;
}

/* Three numbers for each class that is in a bin: the bin, the class, the time. */
static void put_bins(struct emit *json, const struct timeline *timeline)
{
    emit_open_array(json);
    for (unsigned i = 0; i < TIMELINE_BINS; i++) {
        for (unsigned class = 0; class < CALL_CLASS_COUNT; class++) {
            if (timeline->bins[i].time[class] == 0)
                continue;
            number(json, i);
            number(json, class);
            number(json, timeline->bins[i].time[class]);
        }
    }
    emit_close_array(json);
}

static struct thread *next_thread(const struct model *model, struct thread *thread)
{
    struct process *process;

    if (thread != NULL && thread->next != NULL)
        return thread->next;
    process = thread != NULL ? thread->process->next : model->processes.first;
    while (process != NULL && process->threads == NULL)
        process = process->next;
    return process != NULL ? process->threads : NULL;
}

/* All bins equally long, and not too many of them; how long, as a shift. */
static unsigned coarsen(struct model *model)
{
    unsigned shift = 0;
    struct thread *thread = NULL;
    size_t bins;

    while ((thread = next_thread(model, thread)) != NULL)
        if (thread->timeline != NULL && thread->timeline->shift > shift)
            shift = thread->timeline->shift;
    for (;; shift++) {
        bins = 0;
        while ((thread = next_thread(model, thread)) != NULL) {
            if (thread->timeline == NULL)
                continue;
            timeline_coarsen(thread->timeline, shift);
            bins += used_bins(thread->timeline);
        }
        if (bins <= BINS_MOST || shift >= 50)
            return shift;
    }
}

/* Calls and errors of all threads together. */
static void put_rates(struct emit *json, const struct model *model)
{
    static uint64_t calls[TIMELINE_BINS], errors[TIMELINE_BINS];
    struct thread *thread = NULL;

    memset(calls, 0, sizeof(calls));
    memset(errors, 0, sizeof(errors));
    while ((thread = next_thread(model, thread)) != NULL) {
        for (unsigned i = 0; thread->timeline != NULL && i < TIMELINE_BINS; i++) {
            calls[i] += thread->timeline->bins[i].calls;
            errors[i] += thread->timeline->bins[i].errors;
        }
    }
    emit_key(json, "rates");
    emit_open_array(json);
    for (unsigned i = 0; i < TIMELINE_BINS; i++)
        number(json, calls[i]);
    emit_close_array(json);
    emit_key(json, "errorRates");
    emit_open_array(json);
    for (unsigned i = 0; i < TIMELINE_BINS; i++)
        number(json, errors[i]);
    emit_close_array(json);
}

static void put_thread(struct emit *json, const struct model *model,
                       const struct thread *thread)
{
    emit_open_array(json);
    number(json, thread->index);
    number(json, thread->process->index);
    emit_number(json, thread->tid);
    number(json, since(model, thread->start));
    number(json, since(model, thread->is_alive ? model->end : thread->end));
    number(json, thread->tally.calls);
    emit_number(json, thread->maker != NULL ? (int64_t)thread->maker->index : -1);
    number(json, since(model, thread->made));
    put_bins(json, thread->timeline);
    emit_close_array(json);
}

static void put_threads(struct emit *json, struct model *model)
{
    struct thread *thread = NULL;

    put(json, "shift", coarsen(model));
    put_rates(json, model);
    emit_key(json, "threads");
    emit_open_array(json);
    while ((thread = next_thread(model, thread)) != NULL)
        if (thread->timeline != NULL)
            put_thread(json, model, thread);
    emit_close_array(json);
}

/* The names of what the calls are about, each once. */
struct about {
    const struct object *object;
    unsigned index;
    UT_hash_handle hh;
};

static int64_t about_index(struct about **abouts, const struct object *object)
{
    struct about *about;

    if (object == NULL)
        return -1;
    HASH_FIND_PTR(*abouts, &object, about);
    if (about == NULL) {
        about = table_new(sizeof(*about));
        about->object = object;
        about->index = HASH_COUNT(*abouts);
        HASH_ADD_PTR(*abouts, object, about);
    }
    return about->index;
}

static void put_abouts(struct emit *json, struct about *abouts)
{
    struct about *about, *next;

    emit_key(json, "abouts");
    emit_open_array(json);
    HASH_ITER(hh, abouts, about, next)
    {
        emit_string(json, about->object->name);
        HASH_DEL(abouts, about);
        free(about);
    }
    emit_close_array(json);
}

static void put_slices(struct emit *json, const struct model *model,
                       const unsigned places[MODEL_CALLS])
{
    const struct slowest *slowest = &model->slowest;
    struct about *abouts = NULL;

    emit_key(json, "slices");
    emit_open_array(json);
    for (size_t i = 0; i < slowest->count; i++) {
        const struct slow_call *call = &slowest->calls[i];

        emit_open_array(json);
        number(json, call->thread->index);
        number(json, since(model, call->start));
        number(json, call->duration);
        number(json, places[model_call_index(call->nr)]);
        emit_number(json, about_index(&abouts, call->object));
        if (!call->is_answered)
            emit_null(json);
        else if (call->is_failed && strerrorname_np((int)-call->result) != NULL)
            emit_string(json, strerrorname_np((int)-call->result));
        else
            emit_signed_text64(json, call->result);
        emit_close_array(json);
    }
    emit_close_array(json);
    put_abouts(json, abouts);
}

void page_write(FILE *out, struct model *model)
{
    unsigned places[MODEL_CALLS] = { 0 };
    struct emit json = { .out = out };

    fwrite(page_head, page_head_size, 1, out);
    emit_open_object(&json);
    put_overview(&json, model);
    put_calls(&json, model, places);
    put_errors(&json, model);
    put_objects(&json, model, "files", OBJECT_FILE);
    put_objects(&json, model, "peers", OBJECT_SOCKET);
    put_objects(&json, model, "others", OBJECT_OTHER);
    put_locks(&json, model);
    put_processes(&json, model);
    put_threads(&json, model);
    put_slices(&json, model, places);
    emit_close_object(&json);
    fwrite(page_tail, page_tail_size, 1, out);
}
