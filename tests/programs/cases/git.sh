# SPDX-License-Identifier: GPL-2.0-or-later
# git: init, commit, branch, merge, rebase, clone, fetch, gc, bisect run, log, grep, hooks.
# packages: git
set -eu
. "$SRC/lib.sh"

export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$PWD/config" GIT_PAGER=cat GIT_EDITOR=true
export GIT_AUTHOR_NAME=Tester GIT_AUTHOR_EMAIL=t@example.org GIT_AUTHOR_DATE='1000000000 +0000'
export GIT_COMMITTER_NAME=Tester GIT_COMMITTER_EMAIL=t@example.org
export GIT_COMMITTER_DATE='1000000000 +0000'
git config --global init.defaultBranch main
git config --global gc.auto 0
git config --global advice.detachedHead false

echo '== commits'
git init -q repository
cd repository
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    echo "line $i" >>file
    [ $i -ne 11 ] || echo 'the bug' >>file
    mkdir -p "dir$((i % 3))" && echo "$i" >"dir$((i % 3))/number"
    git add -A && git commit -qm "commit $i"
    [ $i -ne 5 ] || git tag good
done
git log --oneline | head -n 3
git rev-parse HEAD
git show --stat HEAD~3 | tail -n 4
git status --short --branch
git blame -s -L 11,12 file
git diff HEAD~2 --shortstat

echo '== branches and merges'
git checkout -q -b side HEAD~4
echo side >side && git add side && git commit -qm side
git checkout -q main
git merge -q --no-edit side && git log --oneline --graph | head -n 4
git checkout -q -b clash HEAD~1 && sed -i '1s/.*/clashing/' file && git commit -qam clash
git checkout -q main && sed -i '1s/.*/other/' file && git commit -qam other
status git merge clash 2>&1
git diff --name-only --diff-filter=U
git checkout -q --theirs file && git add file && git commit -qm merged && head -n 1 file
git checkout -q -b topic HEAD~2 && echo topic >topic && git add topic && git commit -qm topic
git rebase -q main && git log --oneline | head -n 2
git cherry-pick side 2>&1 | grep -c empty || true
git cherry-pick --skip 2>/dev/null || true
git checkout -q main && git tag -a -m 'a tag' v1 && git describe
git branch --list | sed 's/^[* ]*//'
git stash list; echo dirty >>file; git stash -q && git status --short && git stash pop -q && git status --short
git checkout -q -- file

echo '== search'
git grep -c line -- file
git grep -n 'bug' HEAD~3 -- file | cut -d: -f2-
git log --oneline -S'the bug' -- file | tail -n 1
git bisect start HEAD good >/dev/null
git bisect run sh -c '! grep -q "the bug" file' 2>&1 | grep 'is the first bad commit' | cut -c1-12
git bisect reset 2>/dev/null

echo '== other repositories'
cd ..
git clone -q repository clone && git clone -q --bare repository bare.git
git clone -q --depth 2 "file://$PWD/repository" shallow && git -C shallow rev-list --count HEAD
cd clone
echo more >more && git add more && git commit -qm more && git push -q ../bare.git main
git -C ../repository pull -q "$PWD" main 2>/dev/null || git -C ../repository pull -q --no-rebase "$PWD" main
cmp more ../repository/more && echo pulled
printf '#!/bin/sh\necho hook ran >&2\nexit 1\n' >.git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
status git commit --allow-empty -m refused 2>&1
git worktree add -q ../tree side && ls ../tree | wc -l
git archive HEAD | tar -t | wc -l
git archive --format=tar HEAD >../archive.tar
git format-patch -q -1 --stdout | grep '^Subject'

echo '== upkeep'
cd ../repository
git gc -q --aggressive --prune=now && git count-objects -v | grep -v size
git fsck --full --strict 2>&1 | grep -v '^dangling' || true
git repack -adfq --threads=2 && git verify-pack .git/objects/pack/*.idx && echo packs are good
status git log missing-branch 2>&1
cd ..
# An index holds inode numbers and times.
rm -rf repository clone bare.git shallow tree
