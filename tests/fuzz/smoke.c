/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * smoke.c - some rounds of a fuzz target without libFuzzer: records that are nearly
 * right, by a generator that always starts at the same place.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/record.h"

#define ROUNDS 3000
#define INPUT_SIZE 4096

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

static uint64_t state = 88172645463325252U;

static uint64_t draw(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* A head with a size that may be right, and now and then a chunk behind it. */
static size_t put_record(uint8_t *to, size_t room)
{
    struct record_head head = {
        .size = (uint32_t)(draw() % 3 == 0 ? draw() % 600 : 24 + 8 * (draw() % 20)),
        .type = (uint16_t)(draw() % (RECORD_TYPE_COUNT + 2)),
        .time = draw() >> (draw() % 64),
    };
    size_t size = head.size < sizeof(head) ? sizeof(head) : (head.size + 7) & ~7UL;

    if (size > room)
        return 0;
    for (size_t i = 0; i < size; i++)
        to[i] = draw() % 4 == 0 ? (uint8_t)draw() : 0;
    memcpy(to, &head, sizeof(head));
    return size;
}

int main(void)
{
    static _Alignas(8) uint8_t input[INPUT_SIZE];

    for (int round = 0; round < ROUNDS; round++) {
        size_t at = 16, size;

        for (size_t i = 0; i < at; i++)
            input[i] = (uint8_t)draw();
        while ((size = put_record(input + at, sizeof(input) - at)) != 0)
            at += size;
        LLVMFuzzerTestOneInput(input, at);
    }
    printf("%d rounds\n", ROUNDS);
    return 0;
}
