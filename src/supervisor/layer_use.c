/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layer_use.c - one layer at most, as there is one run. */
#include "supervisor/layer_use.h"

#include <errno.h>
#include <stdbool.h>

#include "contain/contain.h"
#include "contain/overlay.h"
#include "overlay/layer.h"
#include "report/status_fd.h"
#include "supervisor/run.h"
#include "supervisor/say.h"

static struct layer layer = { .fd = -1 };
static bool is_new;

/* Layers are not for the guest to see, not even by name. */
static int hide(struct contain *contain, bool has_place)
{
    const struct mount_row row = {
        .kind = ROW_HIDE,
        .target = has_place ? layer.directory : layer_home(),
        .option = "--overlay",
    };

    if (row.target != NULL && mounts_add(&contain->mounts, &row))
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

int layer_use_begin(struct contain *contain, struct run *run)
{
    struct policy_mounts *mounts = &run->policy.mounts;
    int status;

    if (!mounts->has_overlay)
        return 0;
    status = layer_begin(&layer, mounts->overlay_place, run->argv);
    if (status != 0)
        return status;
    is_new = layer.began.tv_sec == 0;
    status = overlay_plan(contain, &layer);
    if (status == 0)
        status = hide(contain, mounts->overlay_place != NULL);
    if (status == 0)
        status = layer_seal(&layer);
    if (status != 0)
        return layer_use_fail(status);
    status_fd_layer(layer.directory);
    return policy_rules_add(&run->policy.rules, "--overlay", BY_NAMESPACE, NULL) == 0
               ? 0 : layer_use_fail(STATUS_LXRUN_FAILED);
}

int layer_use_fail(int status)
{
    if (layer.fd >= 0 && is_new)
        layer_remove(&layer);
    layer_close(&layer);
    return status;
}

void layer_use_end(const struct run *run)
{
    if (layer.fd >= 0 && run->verbose)
        say("what the program wrote is in %s; see lxrun diff, lxrun commit, lxrun discard",
            layer.directory);
    layer_close(&layer);
}
