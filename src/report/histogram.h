/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * histogram.h - how long something took, how often: buckets that double.
 */
#ifndef LXRUN_REPORT_HISTOGRAM_H
#define LXRUN_REPORT_HISTOGRAM_H

#include <stdint.h>

/* Bucket 0 is 0 ns, bucket i is from 2^(i-1) ns to 2^i; the last takes all above. */
#define HISTOGRAM_BUCKETS 44

struct histogram {
    uint64_t buckets[HISTOGRAM_BUCKETS];
};

static inline unsigned histogram_bucket(uint64_t duration)
{
    unsigned bucket = duration == 0 ? 0 : 64 - (unsigned)__builtin_clzll(duration);

    return bucket < HISTOGRAM_BUCKETS ? bucket : HISTOGRAM_BUCKETS - 1;
}

/* The duration that `part` of `count` (0 to 1) does not exceed: a bucket's upper end, or the
 * `longest` of all. */
static inline uint64_t histogram_quantile(const struct histogram *histogram,
                                          uint64_t count, double part,
                                          uint64_t longest)
{
    uint64_t wanted = (uint64_t)((double)count * part), seen = 0;

    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        seen += histogram->buckets[bucket];
        if (seen <= wanted && seen != count)
            continue;
        if (bucket == 0 || (uint64_t)1 << bucket < longest)
            return bucket == 0 ? 0 : (uint64_t)1 << bucket;
        return longest;
    }
    return 0;
}

#endif
