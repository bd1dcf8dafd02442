# SPDX-License-Identifier: GPL-2.0-or-later
# openssl: digests, ciphers, keys, certificates, speed, a TLS server and its client.
# packages: openssl perl
set -eu
. "$SRC/lib.sh"

seq 1 50000 >data

echo '== digests and ciphers'
for digest in md5 sha1 sha256 sha512 sha3-256 blake2b512; do openssl dgst -$digest data; done
openssl dgst -sha256 -hmac key data
secret='-K 000102030405060708090a0b0c0d0e0f -iv 0f0e0d0c0b0a09080706050403020100'
for cipher in aes-128-cbc aes-128-ctr camellia-128-cbc; do
    openssl enc -$cipher $secret -in data -out data.$cipher
    openssl enc -d -$cipher $secret -in data.$cipher | cmp - data && echo "$cipher comes back"
done
openssl enc -aes-256-cbc -pbkdf2 -iter 1000 -S 0102030405060708 -k password -in data | openssl dgst -sha256
openssl enc -aes-256-cbc -pbkdf2 -salt -k password -in data | openssl enc -d -aes-256-cbc -pbkdf2 -k password | cmp - data && echo salted
openssl enc -d -aes-128-cbc -pbkdf2 -k wrong -in data 2>/dev/null >/dev/null || echo "refused: $?"
[ "$(openssl rand -hex 16 | wc -c)" -eq 33 ] && echo random
openssl prime 1000003
echo data | openssl base64 -A; echo

echo '== keys and certificates'
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 \
    -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 2>/dev/null
openssl x509 -in cert.pem -noout -subject -ext subjectAltName
openssl verify -CAfile cert.pem cert.pem
openssl rsa -in key.pem -check -noout
openssl dgst -sha256 -sign key.pem -out signature data
openssl x509 -in cert.pem -pubkey -noout >public.pem
openssl dgst -sha256 -verify public.pem -signature signature data
echo changed | status openssl dgst -sha256 -verify public.pem -signature signature 2>/dev/null
openssl genpkey -algorithm ed25519 -out ed.pem && openssl pkey -in ed.pem -noout -text | head -n 1
openssl ecparam -name prime256v1 -genkey -noout -out ec.pem && openssl ec -in ec.pem -check -noout 2>&1 | tail -n 1

echo '== speed'
openssl speed -seconds 1 -bytes 256 -multi 2 -evp sha256 2>/dev/null | grep -o '^sha256'

echo '== TLS on loopback'
serve() {
    openssl s_server -accept "127.0.0.1:$1" -cert cert.pem -key key.pem -quiet -www -naccept 3 \
        >server.log 2>&1
}
connected() { openssl s_client -connect "127.0.0.1:$port" </dev/null; }
for try in 1 2 3; do
    port=$(free_port)
    serve "$port" & server=$!
    wait_for 5 connected && break
done
for version in tls1_2 tls1_3; do
    printf 'GET / HTTP/1.0\r\n\r\n' |
        openssl s_client -connect "127.0.0.1:$port" -$version -CAfile cert.pem -ign_eof 2>/dev/null |
        grep -o 'HTTP/1.0 200 ok\|Verify return code: 0 (ok)\|^ *Protocol *: TLSv1..' | sort -u
done
wait $server && echo server ended
# Keys, and what was made from them, are random.
rm key.pem cert.pem public.pem ed.pem ec.pem signature server.log
