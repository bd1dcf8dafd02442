/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text_write.c - see text_write.h.
 *
 * Alone in its memory, a thread writes through /proc/self/mem, which leaves the
 * mapping as it is.  With others it does not, for the descriptor would be in
 * their way; it makes the mapping writable for a moment.
 *
 * A processor that executes bytes which another is changing must never see half
 * of the change (Intel SDM 3A 9.1.3, "Handling Self- and Cross-Modifying Code").
 * `syscall` is two bytes, so each of its bytes is stored by itself:
 *
 *     this thread                              another one at the site
 *     -----------                              -----------------------
 *     first byte = hlt                         old instruction, or a fault
 *     all processors serialise (membarrier)    a fault
 *     second byte = new                        a fault
 *     all processors serialise                 a fault
 *     first byte = new                         a fault, or the new instruction
 *
 * The fault is SIGSEGV, which always comes to lxcore (`hlt` is for the kernel
 * only).  Its handler finds that the site is one of ours and lets the thread try
 * again (patch_is_transient()).
 */
#include "arch/x86_64/text_write.h"

#include "abi/errno.h"
#include "abi/mman.h"
#include "core/guest.h"
#include "core/host.h"
#include "mm/text.h"
#include "task/area.h"

#include <linux/fcntl.h>
#include <linux/membarrier.h>

static gaddr_t being_replaced;

gaddr_t text_being_replaced(void)
{
    return __atomic_load_n(&being_replaced, __ATOMIC_ACQUIRE);
}

void text_writer_open(struct text_writer *writer, struct task *task)
{
    long fd = -EBUSY;

    if (area_is_only(task))
        fd = host_openat(AT_FDCWD, HOST_POINTER("/proc/self/mem"), O_RDWR | O_CLOEXEC, 0);
    writer->memory = fd < 0 ? -1 : (hostfd_t)fd;
}

void text_writer_close(struct text_writer *writer)
{
    if (writer->memory >= 0)
        host_close(writer->memory);
}

static long write_by_descriptor(const struct text_writer *writer, gaddr_t at,
                                const void *from, size_t size)
{
    long put = host_pwrite(writer->memory, from, size, at);

    return put == (long)size ? 0 : -EFAULT;
}

/* All of the mapping: a part that was writable once counts as memory to be paid for
 * and stays apart for good, which the guest would see in /proc/self/maps. */
static long make_writable(gaddr_t at, size_t size, bool is_writable)
{
    gaddr_t first = page_down(at), end = page_up(at + size);

    text_widen_locked(&first, &end);
    return host_mprotect(first, end - first,
                         PROT_READ | PROT_EXEC | (is_writable ? PROT_WRITE : 0));
}

long text_write(struct text_writer *writer, gaddr_t at, const void *from, size_t size)
{
    long err;

    if (writer->memory >= 0)
        return write_by_descriptor(writer, at, from, size);
    err = make_writable(at, size, true);
    if (err != 0)
        return err;
    err = guest_copy_out(at, from, size);
    make_writable(at, size, false);
    return err;
}

/* Every thread of ours executes a serialising instruction before it goes on. */
static long serialise_all(void)
{
    long err =
        host_call3(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0);

    if (err != -EPERM)
        return err;
    err = host_call3(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE,
                     0, 0);
    if (err != 0)
        return err;
    return host_call3(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE, 0, 0);
}

static void store_byte(gaddr_t at, uint8_t byte)
{
    __atomic_store_n((volatile uint8_t *)(uintptr_t)at, byte, __ATOMIC_SEQ_CST);
}

static void replace_bytes(gaddr_t at, const uint8_t to[2])
{
    __atomic_store_n(&being_replaced, at, __ATOMIC_SEQ_CST);
    store_byte(at, TEXT_HLT);
    serialise_all();
    store_byte(at + 1, to[1]);
    serialise_all();
    store_byte(at, to[0]);
    __atomic_store_n(&being_replaced, 0, __ATOMIC_SEQ_CST);
}

long text_replace_two(struct text_writer *writer, gaddr_t at, const uint8_t to[2])
{
    long err;

    if (writer->memory >= 0)
        return write_by_descriptor(writer, at, to, 2);
    /* Asked first: nothing may fail half-way. */
    err = serialise_all();
    if (err == 0)
        err = make_writable(at, 2, true);
    if (err != 0)
        return err;
    replace_bytes(at, to);
    make_writable(at, 2, false);
    return 0;
}
