/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inject.c - see inject.h.
 *
 * A signal with a handler is sent behind the call, on whose way out it is
 * delivered: before the call it would make the guest begin the call again, and that
 * call would be injected again.  Any other signal is sent before the call, of
 * which a process may then not come back.
 */
#include "trace/inject.h"

#include "abi/errno.h"
#include "core/host.h"
#include "signal/action.h"
#include "trace/ring.h"

#define NS_PER_SEC 1000000000UL

static const struct inject_rule *rule_at(unsigned rule)
{
    return &ring_shared()->inject.rules[rule - 1];
}

/* Is it the turn of this call, the `count`th? */
static bool is_due(const struct inject_rule *rule, uint32_t count)
{
    if (count < rule->first || count > rule->last)
        return false;
    if (rule->step == 0)
        return count == rule->first;
    return (count - rule->first) % rule->step == 0;
}

static void delay(uint64_t ns)
{
    uint64_t time[2] = { ns / NS_PER_SEC, ns % NS_PER_SEC };

    while (host_call3(SYS_nanosleep, HOST_POINTER(time), HOST_POINTER(time), 0) == -EINTR)
        ;
}

static bool has_handler(struct task *task, int signo)
{
    struct ksigaction action = sighand_get(task, signo);

    return sigaction_has_handler(&action);
}

static void send(const struct task *task, int signo)
{
    host_call3(SYS_tgkill, (uint64_t)task->tgid, (uint64_t)task->tid, (uint64_t)signo);
}

static bool is_signal_of(const struct inject_rule *rule)
{
    return (rule->what & INJECT_SIGNAL) && rule->signo > 0 && rule->signo <= SIG_COUNT;
}

bool inject_enter(struct task *task, long nr, long *result)
{
    const struct inject_rule *rule;
    unsigned index;

    if ((uint64_t)nr >= SYSCALL_TABLE_SIZE || task->trace.ring == NULL)
        return true;
    index = ring_shared()->inject.rule_of[nr];
    if (index == 0 || index > INJECT_RULES_MOST)
        return true;
    rule = rule_at(index);
    if (!is_due(rule, ++task->trace.ring->injected[nr]))
        return true;
    task->trace.rule = (uint8_t)index;
    if (rule->what & INJECT_DELAY_ENTER)
        delay(rule->delay_enter);
    if (is_signal_of(rule) && !has_handler(task, rule->signo))
        send(task, rule->signo);
    if (!(rule->what & INJECT_RESULT))
        return true;
    task->trace.is_injected = true;
    *result = rule->result;
    return false;
}

void inject_exit(struct task *task)
{
    const struct inject_rule *rule = rule_at(task->trace.rule);

    if (is_signal_of(rule) && has_handler(task, rule->signo))
        send(task, rule->signo);
    if (rule->what & INJECT_DELAY_EXIT)
        delay(rule->delay_exit);
}

unsigned inject_flags(const struct task *task)
{
    const struct inject_rule *rule = rule_at(task->trace.rule);

    return rule->what & (INJECT_DELAY_ENTER | INJECT_DELAY_EXIT) ? RECORD_DELAYED : 0;
}
