# SPDX-License-Identifier: GPL-2.0-or-later
# rustc itself: a program in parallel units, a test, a diagnosis.
# packages: rustc gcc libc6-dev
set -eu
. "$SRC/lib.sh"

cat >main.rs <<'END'
use std::collections::BTreeMap;

fn tally(text: &str) -> BTreeMap<char, usize> {
    let mut map = BTreeMap::new();
    text.chars().for_each(|c| *map.entry(c).or_default() += 1);
    map
}

#[test]
fn counts() {
    assert_eq!(tally("aab")[&'a'], 2);
}

fn main() {
    println!("{:?}", tally("mississippi"));
    std::process::exit(tally("mississippi").len() as i32);
}
END
rustc --edition 2021 -O -C codegen-units=4 main.rs && status ./main
rustc --edition 2021 --test -o tests main.rs && ./tests | sed 's/finished in .*/finished/'
sed -i 's/or_default() += 1/or_default() += "one"/' main.rs
status rustc --edition 2021 main.rs 2>&1 | grep '^error\|^->'
rm tests
