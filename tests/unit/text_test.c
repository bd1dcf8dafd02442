/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ranges of text, noted and withdrawn. */
#include <criterion/criterion.h>

#include "arch/x86_64/patch.h"
#include "fake_host.h"
#include "mm/text.h"

#define TEXT 0x400000UL

static struct task task;
static gaddr_t undone_start, undone_end;
static unsigned undone;
static gaddr_t trampolines = 0x10000000UL;

bool patch_may_reach(gaddr_t start, gaddr_t end)
{
    return start < trampolines + PAGE_SIZE && end > trampolines;
}

void patch_undo_locked(struct task *own, gaddr_t start, gaddr_t end)
{
    cr_assert_eq(own, &task);
    undone_start = start;
    undone_end = end;
    undone++;
}

static bool holds(gaddr_t start, size_t size)
{
    bool does;

    text_lock(&task);
    does = text_holds_locked(start, size);
    text_unlock(&task);
    return does;
}

static void begin(void)
{
    task = fake_task();
    text_note(&task, TEXT, 8 * PAGE_SIZE);
}

Test(text, holds_what_was_noted_and_no_more)
{
    begin();
    cr_assert(holds(TEXT, 8 * PAGE_SIZE));
    cr_assert_not(holds(TEXT - 1, 6));
    cr_assert_not(holds(TEXT + 8 * PAGE_SIZE - 5, 6));
    cr_assert(holds(TEXT + 8 * PAGE_SIZE - 6, 6));
}

Test(text, rounds_up_to_whole_pages)
{
    task = fake_task();
    text_note(&task, TEXT, 100);
    cr_assert(holds(TEXT + PAGE_SIZE - 1, 1));
}

Test(text, a_page_withdrawn_in_the_middle_leaves_both_sides)
{
    begin();
    text_withdraw(&task, TEXT + 3 * PAGE_SIZE, PAGE_SIZE);
    cr_assert(undone == 1 && undone_start == TEXT + 3 * PAGE_SIZE);
    cr_assert_eq(undone_end, TEXT + 4 * PAGE_SIZE);
    cr_assert(holds(TEXT, 3 * PAGE_SIZE));
    cr_assert_not(holds(TEXT + 3 * PAGE_SIZE, 1));
    cr_assert(holds(TEXT + 4 * PAGE_SIZE, 4 * PAGE_SIZE));
}

Test(text, what_is_withdrawn_whole_can_be_noted_again)
{
    begin();
    text_withdraw(&task, 0, UINT64_MAX);
    cr_assert_not(holds(TEXT, 1));
    for (int i = 0; i < 1000; i++) {
        text_note(&task, TEXT, PAGE_SIZE);
        cr_assert(holds(TEXT, PAGE_SIZE));
        text_withdraw(&task, TEXT, PAGE_SIZE);
        cr_assert_not(holds(TEXT, 1));
    }
}

Test(text, elsewhere_nothing_is_undone)
{
    begin();
    text_withdraw(&task, TEXT - PAGE_SIZE, PAGE_SIZE);
    text_withdraw(&task, TEXT + 8 * PAGE_SIZE, PAGE_SIZE);
    cr_assert_eq(undone, 0);
    cr_assert(holds(TEXT, 8 * PAGE_SIZE));
}

Test(text, trampolines_are_withdrawn_though_they_are_no_text)
{
    begin();
    text_withdraw(&task, trampolines, PAGE_SIZE);
    cr_assert_eq(undone, 1);
    cr_assert(holds(TEXT, 8 * PAGE_SIZE));
}
