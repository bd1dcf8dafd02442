// SPDX-License-Identifier: GPL-2.0-or-later
// threads.cc - C++ threads: mutexes, condition variables, atomics, futures, latches, stop tokens.
#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <numeric>
#include <queue>
#include <semaphore>
#include <shared_mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace {

void run(int threads, const auto &body)
{
    std::vector<std::jthread> all;

    for (int i = 0; i < threads; i++)
        all.emplace_back([&body, i] { body(i); });
}

void counting()
{
    std::mutex mutex;
    std::atomic<long> fast = 0;
    long slow = 0;

    run(8, [&](int) {
        for (int i = 0; i < 5000; i++) {
            fast.fetch_add(1, std::memory_order_relaxed);
            std::lock_guard lock(mutex);
            slow++;
        }
    });
    std::cout << "counted " << fast << ' ' << slow << '\n';
}

void queueing()
{
    std::mutex mutex;
    std::condition_variable filled;
    std::queue<int> queue;
    std::atomic<long> sum = 0;

    {
        std::jthread consumers[2];
        for (auto &consumer : consumers)
            consumer = std::jthread([&] {
                for (;;) {
                    std::unique_lock lock(mutex);
                    filled.wait(lock, [&] { return !queue.empty(); });
                    int item = queue.front();
                    queue.pop();
                    if (item < 0)
                        return;
                    sum += item;
                }
            });
        for (int i = 1; i <= 2000; i++) {
            { std::lock_guard lock(mutex); queue.push(i); }
            filled.notify_one();
        }
        { std::lock_guard lock(mutex); queue.push(-1); queue.push(-1); }
        filled.notify_all();
    }
    std::cout << "queue " << sum << '\n';
}

void meeting()
{
    std::latch ready(4);
    std::barrier barrier(4);
    std::counting_semaphore<2> pair(2);
    std::atomic<int> inside = 0, most = 0, rounds = 0;

    run(4, [&](int) {
        ready.arrive_and_wait();
        for (int i = 0; i < 100; i++) {
            pair.acquire();
            most = std::max(most.load(), ++inside);
            inside--;
            pair.release();
            barrier.arrive_and_wait();
            rounds++;
        }
    });
    std::cout << "met " << rounds << ", at most two: " << (most <= 2) << '\n';
}

void reading_and_writing()
{
    std::shared_mutex mutex;
    int first = 0, second = 0;
    std::atomic<int> torn = 0;

    run(4, [&](int me) {
        for (int i = 0; i < 1000; i++) {
            if (me == 0) {
                std::unique_lock lock(mutex);
                first++;
                second++;
            } else {
                std::shared_lock lock(mutex);
                torn += first != second;
            }
        }
    });
    std::cout << "written " << first << ", torn " << torn << '\n';
}

void waiting()
{
    std::atomic<int> word = 0;
    std::jthread waker([&] { word = 1; word.notify_all(); });
    word.wait(0);
    std::cout << "woken\n";

    std::timed_mutex mutex;
    std::lock_guard lock(mutex);
    bool got = std::async(std::launch::async, [&] { return mutex.try_lock_for(20ms); }).get();
    std::promise<int> promise;
    auto late = promise.get_future().wait_for(10ms) == std::future_status::timeout;
    std::cout << "timed out " << !got << late << '\n';

    std::jthread stopped([](std::stop_token stop) {
        while (!stop.stop_requested())
            std::this_thread::sleep_for(1ms);
    });
    stopped.request_stop();
    stopped.join();
    std::cout << "stopped\n";
}

void once()
{
    static std::once_flag flag;
    std::atomic<int> calls = 0;
    thread_local int own = 0;
    std::atomic<int> owns = 0;

    run(8, [&](int) {
        std::call_once(flag, [&] { calls++; });
        owns += ++own;
    });
    std::cout << "once " << calls << ", own " << owns << '\n';
}

}   // namespace

int main()
{
    counting();
    queueing();
    meeting();
    reading_and_writing();
    waiting();
    once();
    std::vector<std::future<long>> sums;
    for (long part = 0; part < 16; part++)
        sums.push_back(std::async(std::launch::async, [part] {
            std::vector<long> numbers(10000);
            std::iota(numbers.begin(), numbers.end(), part * 10000);
            return std::accumulate(numbers.begin(), numbers.end(), 0L);
        }));
    long total = 0;
    for (auto &sum : sums)
        total += sum.get();
    std::cout << "sum " << total << '\n';
}
