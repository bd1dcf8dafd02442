/* SPDX-License-Identifier: GPL-2.0-or-later */
/* account.c - the parts of it, in order. */
#include "supervisor/account.h"

#include <string.h>
#include <unistd.h>

#include "abi/config.h"
#include "broker/connector.h"
#include "broker/resolver.h"
#include "report/denials.h"
#include "report/sarif.h"
#include "report/status_fd.h"
#include "supervisor/run.h"
#include "supervisor/say.h"
#include "supervisor/start.h"

/* Is there anything that the program could be denied? */
static bool refuses_something(const struct policy *policy)
{
    return policy->profile != PROFILE_NONE || policy_is_contained(policy) ||
           policy->network.is_limited_connect || policy->network.is_limited_bind ||
           policy->network.mode == NETWORK_NONE;
}

static int add_rules(struct broker *broker, const struct policy_network *network)
{
    for (size_t i = 0; i < network->count; i++) {
        const struct policy_peer *peer = &network->items[i];
        const char *wrong =
            peer->kind == PEER_ALLOW ? allow_add(&broker->allow, peer->host) : NULL;

        if (wrong != NULL) {
            say("%s: %s", peer->origin, wrong);
            return STATUS_LXRUN_FAILED;
        }
    }
    return 0;
}

/* Landlock keeps such a socket from other peers, and a filter others from it. */
static int hold_to_peers(struct policy *policy)
{
    int status;

    if (connector_can_lock() == 0)
        return 0;
    status =
        policy_give_up(policy, "--allow: that nobody else can connect to the program",
                       "this kernel lets root alone put a filter on a TCP socket; "
                       "run lxrun as root");
    connector_do_without_lock();
    return status;
}

static int open_control(struct account *account, struct lx_config *config,
                        struct start *start)
{
    struct policy *policy = &account->run->policy;
    int status = add_rules(&account->broker, &policy->network);
    long err;

    if (status != 0)
        return status;
    account->control.policy = policy;
    err = control_open(&account->control);
    if (err != 0) {
        say("cannot make a socket to the program: %s", strerror((int)-err));
        return STATUS_LXRUN_FAILED;
    }
    config->tells_crashes = !account->run->crash.is_off;
    if (account->broker.allow.count > 0) {
        account->control.broker = &account->broker;
        status = hold_to_peers(&account->run->policy);
    }
    config->has_control = refuses_something(policy);
    start->needs_control = config->has_control;
    config->has_broker = account->control.broker != NULL;
    start->control_fd = account->control.guest_fd;
    return status;
}

/* A trace tells of crashes by itself; what is made of one does not. */
static bool tells_by_trace(const struct run *run)
{
    return run->trace.is_on && run->crash.flight_file == NULL &&
           run->trace.format < TRACE_PAGE;
}

int account_begin(struct account *account, struct run *run, struct lx_config *config,
                  struct start *start)
{
    long err = status_fd_begin(run->status_fd);
    int status;

    run->crash.is_off |= tells_by_trace(run);
    *account =
        (struct account){ .run = run,
                          .has_control =
                              refuses_something(&run->policy) || !run->crash.is_off };
    start->control_fd = -1;
    if (err != 0) {
        say("--json-status-fd %d: %s", run->status_fd, strerror((int)-err));
        return STATUS_LXRUN_FAILED;
    }
    run->crash.style = &run->trace.text.style;
    status = crash_begin(&run->crash);
    if (status != 0)
        return status;
    return account->has_control ? open_control(account, config, start) : 0;
}

int account_start(struct account *account, pid_t guest)
{
    long err = 0;

    status_fd_child(guest);
    status_fd_policy(&account->run->policy);
    if (!account->has_control)
        return 0;
    if (account->control.broker != NULL) {
        resolver_drop();
        err = broker_start(account->control.broker, account->control.own_fd);
    }
    close(account->control.guest_fd);
    if (err == 0)
        return 0;
    say("cannot listen to the program: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

void account_hear(struct account *account, const siginfo_t *info)
{
    if (account->has_control)
        control_hear(&account->control, info);
}

static void write_sarif(const struct run *run)
{
    long err = run->sarif_file != NULL ? sarif_write(run->sarif_file, run->program) : 0;

    if (err != 0)
        say("--sarif %s: %s", run->sarif_file, strerror((int)-err));
}

void account_end(struct account *account, int status, int exit_code, bool is_over_time)
{
    if (account->has_control)
        control_end(&account->control);
    crash_end();
    denials_tell();
    write_sarif(account->run);
    status_fd_denials();
    if (is_over_time)
        status_fd_timeout(exit_code);
    else
        status_fd_end(status, exit_code);
}
