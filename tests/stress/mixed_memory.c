/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mixed_memory.c - mappings, protections, faults and malloc, checked by content.
 */
#include <errno.h>
#include <sched.h>
#include <sys/mman.h>

#include "mixed.h"

void fill_words(uint64_t *words, size_t size, uint64_t salt)
{
    for (size_t i = 0; i < size / sizeof *words; i++)
        words[i] = salt + i;
}

/* The words [from, to) in bytes are as fill_words() left them. */
void check_words(const uint64_t *words, size_t from, size_t to, uint64_t salt)
{
    for (size_t i = from / sizeof *words; i < to / sizeof *words; i++)
        if (words[i] != salt + i)
            fail(NAME, "worker %ld: %p holds %lx instead of %lx", self->index,
                 (const void *)&words[i], words[i], salt + i);
}

static void check_zero(const uint64_t *words, size_t size)
{
    for (size_t i = 0; i < size / sizeof *words; i++)
        if (words[i] != 0)
            fail(NAME, "fresh memory at %p holds %lx", (const void *)&words[i], words[i]);
}

void *map(void *address, size_t size, int protection)
{
    int fixed = address != NULL ? MAP_FIXED : 0;
    void *result =
        mmap(address, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | fixed, -1, 0);

    if (result == MAP_FAILED || (address != NULL && result != address))
        fail(NAME, "mmap(%p, %zu): %s", address, size, strerror(errno));
    return result;
}

static void unmap(void *address, size_t size)
{
    if (munmap(address, size) != 0)
        fail(NAME, "munmap(%p, %zu): %s", address, size, strerror(errno));
}

/* Replaces one page in the middle; its neighbours stay. */
void replace_page(void)
{
    size_t size = (3 + draw(14)) * PAGE_SIZE;
    size_t middle = size / PAGE_SIZE / 2 * PAGE_SIZE;
    uint64_t salt = random_next(&self->seed);
    char *area = map(NULL, size, PROT_READ | PROT_WRITE);

    check_zero((uint64_t *)area, size);
    fill_words((uint64_t *)area, size, salt);
    map(area + middle, PAGE_SIZE, PROT_READ | PROT_WRITE);
    check_zero((uint64_t *)(area + middle), PAGE_SIZE);
    check_words((uint64_t *)area, 0, middle, salt);
    check_words((uint64_t *)area, middle + PAGE_SIZE, size, salt);
    unmap(area + middle, PAGE_SIZE);
    sched_yield();
    check_words((uint64_t *)area, 0, middle, salt);
    check_words((uint64_t *)area, middle + PAGE_SIZE, size, salt);
    unmap(area, middle);
    unmap(area + middle + PAGE_SIZE, size - middle - PAGE_SIZE);
}

void protect_and_move(void)
{
    size_t size = (1 + draw(8)) * PAGE_SIZE, grown = size + (1 + draw(8)) * PAGE_SIZE;
    uint64_t salt = random_next(&self->seed);
    char *area = map(NULL, size, PROT_READ | PROT_WRITE);

    fill_words((uint64_t *)area, size, salt);
    if (mprotect(area, size, PROT_READ) != 0)
        fail(NAME, "mprotect: %s", strerror(errno));
    sched_yield();
    check_words((uint64_t *)area, 0, size, salt);
    area = mremap(area, size, grown, MREMAP_MAYMOVE);
    if (area == MAP_FAILED)
        fail(NAME, "mremap: %s", strerror(errno));
    check_words((uint64_t *)area, 0, size, salt);
    check_zero((uint64_t *)(area + size), grown - size);
    unmap(area, grown);
}

void fault_and_repair(void)
{
    char *page = map(NULL, PAGE_SIZE, draw(2) == 0 ? PROT_NONE : PROT_READ);
    char *address = page + draw(PAGE_SIZE);
    long before = self->faults_seen;

    self->fault_address = address;
    *(volatile char *)address = 'x';
    if (self->faults_seen != before + 1 || *(volatile char *)address != 'x')
        fail(NAME, "a store after a repaired fault left %d", *address);
    unmap(page, PAGE_SIZE);
}

static void check_block(const struct block *block, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (block->bytes[i] != block->fill)
            fail(NAME, "worker %ld: byte %zu of a block of %zu is %d, not %d",
                 self->index, i, block->size, block->bytes[i], block->fill);
}

void reallocate(void)
{
    struct block *block = &self->blocks[draw(BLOCKS)];
    size_t size = 1 + draw(draw(16) == 0 ? 400000 : 2000);
    unsigned char *bytes;

    check_block(block, block->size);
    if (draw(3) == 0) {
        free(block->bytes);
        *block = (struct block){.bytes = NULL};
    }
    bytes = realloc(block->bytes, size);
    if (bytes == NULL)
        fail(NAME, "no memory for %zu bytes", size);
    block->bytes = bytes;
    check_block(block, size < block->size ? size : block->size);
    block->size = size;
    block->fill = (unsigned char)draw(256);
    memset(bytes, block->fill, size);
}
