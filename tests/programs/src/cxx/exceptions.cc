// SPDX-License-Identifier: GPL-2.0-or-later
// exceptions.cc - C++ exceptions, across frames and threads, with what must run on the way.
#include <exception>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

int alive = 0;

struct Counted {
    Counted() { alive++; }
    Counted(const Counted &) { alive++; }
    ~Counted() { alive--; }
};

int dive(int depth)
{
    Counted here;

    if (depth == 0)
        throw std::out_of_range("the bottom");
    return dive(depth - 1) + 1;
}

struct Odd : std::runtime_error {
    explicit Odd(int n) : std::runtime_error("odd: " + std::to_string(n)), n(n) {}
    int n;
};

void nested(int level)
{
    try {
        if (level == 0)
            throw Odd(7);
        nested(level - 1);
    } catch (...) {
        std::throw_with_nested(std::runtime_error("level " + std::to_string(level)));
    }
}

void tell(const std::exception &error)
{
    std::cout << "  " << error.what() << '\n';
    try {
        std::rethrow_if_nested(error);
    } catch (const std::exception &inner) {
        tell(inner);
    }
}

int caught_in_a_loop()
{
    int caught = 0;

    for (int i = 0; i < 20000; i++) {
        try {
            if (i % 2 == 1)
                throw Odd(i);
        } catch (const Odd &odd) {
            caught += odd.n == i;
        }
    }
    return caught;
}

struct Base {
    virtual ~Base() = default;
};
struct Derived : Base {};
struct Other : Base {};

}   // namespace

int main()
{
    try {
        dive(1000);
    } catch (const std::exception &error) {
        std::cout << "caught: " << error.what() << ", alive: " << alive << '\n';
    }

    try {
        nested(3);
    } catch (const std::exception &error) {
        std::cout << "nested:\n";
        tell(error);
    }
    std::cout << "in a loop: " << caught_in_a_loop() << '\n';

    std::vector<std::thread> threads;
    std::vector<int> counts(4);
    for (auto &count : counts)
        threads.emplace_back([&count] { count = caught_in_a_loop(); });
    for (auto &thread : threads)
        thread.join();
    std::cout << "in threads:";
    for (int count : counts)
        std::cout << ' ' << count;
    std::cout << '\n';

    auto future = std::async(std::launch::async, []() -> int { throw Odd(3); });
    try {
        future.get();
    } catch (const Odd &odd) {
        std::cout << "from a future: " << odd.what() << '\n';
    }

    std::exception_ptr kept;
    std::thread([&kept] {
        try {
            std::vector<int>().at(5);
        } catch (...) {
            kept = std::current_exception();
        }
    }).join();
    try {
        std::rethrow_exception(kept);
    } catch (const std::out_of_range &) {
        std::cout << "carried over from a thread\n";
    }

    Derived derived;
    Base &base = derived;
    try {
        (void)dynamic_cast<Other &>(base);
    } catch (const std::bad_cast &) {
        std::cout << "bad cast\n";
    }
    try {
        std::vector<char> huge;
        huge.reserve(huge.max_size());
    } catch (const std::bad_alloc &) {
        std::cout << "bad alloc\n";
    }
    try {
        std::function<void()>()();
    } catch (const std::bad_function_call &) {
        std::cout << "bad function call\n";
    }
    std::set_terminate([] {
        std::cout << "terminate" << std::endl;
        std::_Exit(77);
    });
    [] () noexcept { throw 1; }();
}
