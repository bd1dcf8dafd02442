# SPDX-License-Identifier: GPL-2.0-or-later
# sqlite3: a file database, WAL, two writers at once, locks, a crash in a transaction.
# packages: sqlite3
set -eu
. "$SRC/lib.sh"

echo '== one process'
sqlite3 one.db <<'END'
CREATE TABLE n (id INTEGER PRIMARY KEY, word TEXT, value REAL);
WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 20000)
    INSERT INTO n SELECT x, printf('word%05d', x * 7919 % 20011), x * 0.5 FROM c;
CREATE INDEX w ON n (word);
SELECT count(*), sum(value), max(word) FROM n;
BEGIN; DELETE FROM n WHERE id % 2; ROLLBACK;
SELECT count(*) FROM n;
EXPLAIN QUERY PLAN SELECT id FROM n WHERE word = 'word00042';
SELECT id FROM n WHERE word = 'word00042';
DELETE FROM n WHERE id > 1000; VACUUM;
PRAGMA integrity_check;
SELECT json_group_array(id) FROM (SELECT id FROM n LIMIT 5);
END
sqlite3 one.db .dump | sha256sum
status sqlite3 one.db 'SELECT * FROM missing' 2>&1

echo '== two writers and the write-ahead log'
sqlite3 two.db 'PRAGMA journal_mode=WAL; CREATE TABLE log (who INTEGER, n INTEGER);'
write() {
    { echo '.timeout 60000'
      echo 'PRAGMA synchronous=NORMAL;'
      i=0; while [ $i -lt 200 ]; do i=$((i + 1)); echo "INSERT INTO log VALUES ($1, $i);"; done
    } | sqlite3 two.db
}
write 1 & first=$!
write 2 & second=$!
wait $first; wait $second
sqlite3 two.db 'SELECT who, count(*), sum(n) FROM log GROUP BY who; PRAGMA integrity_check;'
sqlite3 two.db 'PRAGMA wal_checkpoint(TRUNCATE);' 'PRAGMA journal_mode=DELETE;'

echo '== locked out'
mkfifo hold
{ echo 'BEGIN EXCLUSIVE;'; echo '.shell touch locked'; cat hold; echo 'COMMIT;'; } | sqlite3 two.db &
wait_for 10 test -e locked
status sqlite3 two.db "INSERT INTO log VALUES (3, 1);" 2>&1
: >hold
wait
sqlite3 two.db "INSERT INTO log VALUES (3, 1); SELECT count(*) FROM log;"

echo '== killed in a transaction'
status sqlite3 two.db <<'END'
PRAGMA cache_size = 1;
BEGIN;
UPDATE log SET n = -1;
.shell ls two.db-journal
.shell kill -KILL $PPID
END
sqlite3 two.db 'SELECT count(*) FROM log WHERE n = -1; PRAGMA integrity_check;'
sqlite3 -json two.db 'SELECT sum(n) AS total FROM log'
sqlite3 :memory: "ATTACH 'one.db' AS o; SELECT count(*) FROM o.n;"
# The order of two writers decides where rows lie.
rm two.db* hold locked
