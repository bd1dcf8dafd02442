# SPDX-License-Identifier: GPL-2.0-or-later
# g++ itself: templates, the standard library, a precompiled header, a long diagnosis.
# packages: g++
set -eu
. "$SRC/lib.sh"

cat >sorted.h <<'END'
#include <algorithm>
#include <string>
#include <vector>
template <typename T> std::vector<T> sorted(std::vector<T> v) { std::sort(v.begin(), v.end()); return v; }
END
cat >main.cc <<'END'
#include "sorted.h"
#include <cstdio>
template <int N> struct Fib { static constexpr long value = Fib<N - 1>::value + Fib<N - 2>::value; };
template <> struct Fib<0> { static constexpr long value = 0; };
template <> struct Fib<1> { static constexpr long value = 1; };
int main()
{
    for (auto &word : sorted<std::string>({"pear", "apple", "fig"})) std::puts(word.c_str());
    std::printf("%ld\n", Fib<80>::value);
}
END
g++ -std=c++17 -O1 -o program main.cc && ./program
g++ -std=c++17 -O1 -x c++-header sorted.h -o sorted.h.gch
g++ -std=c++17 -O1 -o with-header main.cc && ./with-header | tail -n 1
sed -i 's/long value = 0/long value = nothing/' main.cc
status g++ -std=c++17 -fno-diagnostics-show-caret -c main.cc 2>&1 | grep -c 'nothing'
rm sorted.h.gch
