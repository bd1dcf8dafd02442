# SPDX-License-Identifier: GPL-2.0-or-later
# nginx with a master and two workers serves curl on loopback; reload, log rotation, proxy, stop.
# packages: nginx curl perl
set -eu
. "$SRC/lib.sh"

mkdir site logs temporary
echo 'a small page' >site/index.html
seq 1 500000 >site/big
seq 1 20 | while read -r n; do echo "page $n" >"site/$n"; done
chmod 755 . site
# Started as root, the workers run as another user, who must get at the temporary files.
chmod 777 temporary logs

configure() {
    cat >nginx.conf <<END
daemon on;
master_process on;
worker_processes 2;
pid $PWD/nginx.pid;
error_log $PWD/logs/error.log notice;
events { worker_connections 128; }
http {
    types { text/plain txt; }
    default_type text/plain;
    log_format plain '\$request_method \$uri \$status \$body_bytes_sent';
    access_log $PWD/logs/access.log plain;
    client_body_temp_path $PWD/temporary/body;
    proxy_temp_path $PWD/temporary/proxy;
    fastcgi_temp_path $PWD/temporary/fastcgi;
    uwsgi_temp_path $PWD/temporary/uwsgi;
    scgi_temp_path $PWD/temporary/scgi;
    sendfile $1;
    gzip on;
    gzip_types text/plain;
    server {
        listen 127.0.0.1:$port;
        listen unix:$PWD/socket;
        root $PWD/site;
        location /hello { return 200 "$2\n"; }
        location /proxy/ { proxy_pass http://unix:$PWD/socket:/; }
        location /secret { deny all; }
    }
}
END
}

fetch() { curl -sS --max-time 30 "$@"; }
at() { echo "http://127.0.0.1:$port$1"; }
serve() { nginx -e logs/error.log -p "$PWD" -c "$PWD/nginx.conf" "$@" 2>>logs/start.log; }

for try in 1 2 3; do
    port=$(free_port)
    configure on 'first configuration'
    serve -t && serve && break
done
# Processes that go their own way still end with the case.
trap 'kill "$(cat nginx.pid 2>/dev/null)" 2>/dev/null || true' EXIT
wait_for 10 fetch -o /dev/null "$(at /)"

echo '== requests'
fetch "$(at /)"
fetch "$(at /big)" | cmp - site/big && echo big file
fetch --compressed "$(at /big)" | cmp - site/big && echo compressed
fetch -r 100-119 "$(at /big)" | od -An -c | head -n 2
fetch -o /dev/null -w '%{http_code}\n' "$(at /missing)"
fetch -o /dev/null -w '%{http_code}\n' "$(at /secret)"
fetch -I "$(at /)" | tr -d '\r' | grep -i '^content-'
fetch "$(at '/[1-20]')" | cksum
fetch -o /dev/null -w '%{num_connects} ' "$(at /1)" -o /dev/null "$(at /2)"; echo
fetch --unix-socket socket http://localhost/hello
fetch "$(at /proxy/big)" | cmp - site/big && echo through a proxy
seq 1 40 | xargs -P 8 -I{} curl -sS --max-time 30 "http://127.0.0.1:$port/$((7))" | sort -u

echo '== reload'
configure off 'second configuration'
serve -s reload
reloaded() { fetch "$(at /hello)" | grep -q second; }
wait_for 10 reloaded && fetch "$(at /hello)"
fetch "$(at /big)" | cmp - site/big && echo big file without sendfile
mv logs/access.log logs/old.log
serve -s reopen
wait_for 10 test -e logs/access.log
fetch -o /dev/null "$(at /rotated)"
wait_for 10 grep -q rotated logs/access.log
tail -n 1 logs/access.log

echo '== stop'
master=$(cat nginx.pid)
serve -s quit
wait_for 10 test ! -e nginx.pid
wait_for 10 sh -c "! kill -0 $master"
grep -c 'GET /proxy/big 200' logs/old.log
status fetch "$(at /)" 2>/dev/null
# The logs hold ports and times.
rm -r logs nginx.conf temporary
