/* SPDX-License-Identifier: GPL-2.0-or-later */
/* model.c - see model.h. */
#include "report/model.h"

#include <stdlib.h>
#include <string.h>

#include "report/record_memory.h"
#include "report/timeline.h"
#include "report/usage.h"

/* So many threads get a timeline; the others are only counted. */
#define TIMELINES_MOST 300

unsigned model_call_index(int64_t nr)
{
    if (nr < 0 || nr >= SYSCALL_TABLE_SIZE || syscall_notes[nr].name == NULL)
        return SYSCALL_TABLE_SIZE;
    return (unsigned)nr;
}

const char *model_call_name(unsigned index)
{
    return index < SYSCALL_TABLE_SIZE ? syscall_notes[index].name : "(no such call)";
}

static void tally(struct tally *tally, const struct call *call)
{
    tally->calls++;
    tally->errors += call->is_failed;
    tally->time += call->duration;
}

static void count_error(struct model *model, const struct call *call)
{
    struct error_count *error, wanted;

    memset(&wanted, 0, sizeof(wanted));
    wanted.key.nr = (int32_t)model_call_index(call->nr);
    wanted.key.number = (int32_t)-call->result;
    HASH_FIND(hh, model->errors, &wanted.key, sizeof(wanted.key), error);
    if (error == NULL) {
        error = table_new(sizeof(*error));
        error->key = wanted.key;
        HASH_ADD(hh, model->errors, key, sizeof(error->key), error);
    }
    error->count++;
}

static void count_call(struct model *model, const struct call *call)
{
    struct call_stats *stats = &model->stats[model_call_index(call->nr)];

    model->call_count++;
    model->denied += (call->flags & RECORD_DENIED) != 0;
    stats->calls++;
    stats->errors += call->is_failed;
    stats->time += call->duration;
    stats->unanswered += !call->is_answered;
    stats->histogram.buckets[histogram_bucket(call->duration)]++;
    if (call->duration > stats->longest)
        stats->longest = call->duration;
    if (call->is_failed)
        count_error(model, call);
}

static void count_bytes(const struct deed *deed)
{
    const struct call *call = deed->call;
    uint64_t bytes = call->is_answered && call->result > 0 ? (uint64_t)call->result : 0;
    struct object *object = deed->object;

    switch ((int)deed->effect->what) {
    case EFFECT_TAKE:
        object->reads++;
        object->read_bytes += bytes;
        break;
    case EFFECT_GIVE:
        object->writes++;
        object->written_bytes += bytes;
        break;
    case EFFECT_TRANSFER:
        object->reads++;
        object->read_bytes += bytes;
        if (deed->target == NULL)
            break;
        deed->target->writes++;
        deed->target->written_bytes += bytes;
        break;
    default:
        object->other_calls++;
        break;
    }
    object->errors += call->is_failed;
    object->time += call->duration;
}

static void draw(struct model *model, struct thread *thread, const struct call *call)
{
    if (!model->has_timelines || thread->index >= TIMELINES_MOST)
        return;
    if (thread->timeline == NULL)
        thread->timeline = timeline_new();
    timeline_add(thread->timeline,
                 call->start > model->begin ? call->start - model->begin : 0,
                 call->duration, call_class_of(call->nr), call->is_failed);
}

static void keep(struct model *model, const struct deed *deed)
{
    const struct call *call = deed->call;
    struct slow_call slow = { .duration = call->duration,
                              .start = call->start,
                              .nr = call->nr,
                              .result = call->result,
                              .thread = deed->thread,
                              .object = deed->object,
                              .is_answered = call->is_answered,
                              .is_failed = call->is_failed };

    slowest_add(&model->slowest, &slow);
}

static void take_call(void *context, const struct call *call)
{
    struct model *model = context;
    struct thread *thread = processes_thread(&model->processes, call->enter);
    struct deed deed;

    tally(&thread->tally, call);
    count_call(model, call);
    locks_take(&model->locks, thread, call);
    follow_call(&model->follow, thread, call, &deed);
    if (deed.object != NULL)
        count_bytes(&deed);
    keep(model, &deed);
    draw(model, thread, call);
    if (model->observe != NULL)
        model->observe(model->context, &deed);
    deed_drop(&deed);
}

void model_begin(struct model *model, size_t slowest_most, bool has_timelines)
{
    memset(model, 0, sizeof(*model));
    calls_begin(&model->calls, take_call, model);
    processes_begin(&model->processes);
    slowest_begin(&model->slowest, slowest_most);
    model->has_timelines = has_timelines;
}

static void note_time(struct model *model, const struct record_head *record)
{
    if (model->record_count++ == 0) {
        model->begin = record->time;
        model->first_pid = record->pid;
    }
    if (record->time > model->end)
        model->end = record->time;
}

void model_take(struct model *model, const struct record_head *record)
{
    note_time(model, record);
    if (record->type == RECORD_SIGNAL) {
        int32_t signo = ((const struct record_signal *)(const void *)record)->signo;

        model->signal_count++;
        model->signals[signo > 0 && signo < MODEL_SIGNALS ? signo : 0]++;
    }
    if (record->type == RECORD_LOST)
        model->lost_count += ((const struct record_lost *)(const void *)record)->count;
    calls_take(&model->calls, record);
    if (record->type == RECORD_ENTER)
        processes_thread(&model->processes, record);
    processes_take(&model->processes, record);
}

void model_finish(struct model *model)
{
    calls_finish(&model->calls, model->end);
    slowest_sort(&model->slowest);
}

void model_free(struct model *model)
{
    struct error_count *error, *next;

    HASH_ITER(hh, model->errors, error, next)
    {
        HASH_DEL(model->errors, error);
        free(error);
    }
    locks_free(&model->locks);
    slowest_free(&model->slowest);
    processes_free(&model->processes);
    objects_free(&model->follow.objects);
}
