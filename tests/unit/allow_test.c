/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules of --allow: what they may look like, and whom they let through. */
#include <criterion/criterion.h>

#include <arpa/inet.h>
#include <stdio.h>

#include "broker/allow.h"

static struct allow allow;

static void add(const char *text)
{
    const char *wrong = allow_add(&allow, text);

    cr_assert(wrong == NULL, "%s %s", text, wrong);
}

static bool lets_ipv4(const char *address, uint16_t port)
{
    struct sockaddr_in peer = { .sin_family = AF_INET, .sin_port = htons(port) };

    cr_assert_eq(inet_pton(AF_INET, address, &peer.sin_addr), 1);
    return allow_has_peer(&allow, (const struct sockaddr *)&peer);
}

static bool lets_ipv6(const char *address, uint16_t port)
{
    struct sockaddr_in6 peer = { .sin6_family = AF_INET6, .sin6_port = htons(port) };

    cr_assert_eq(inet_pton(AF_INET6, address, &peer.sin6_addr), 1);
    return allow_has_peer(&allow, (const struct sockaddr *)&peer);
}

static void learn(const char *name, const char *address)
{
    struct in6_addr number;

    cr_assert_eq(inet_pton(AF_INET6, address, &number), 1);
    allow_learn(&allow, name, &number);
}

Test(allow, address_and_port_must_both_be_the_rules)
{
    add("192.0.2.7:443");
    cr_assert(lets_ipv4("192.0.2.7", 443));
    cr_assert(!lets_ipv4("192.0.2.7", 80));
    cr_assert(!lets_ipv4("192.0.2.8", 443));
}

Test(allow, mapped_ipv4_is_ipv4)
{
    add("192.0.2.7:443");
    cr_assert(lets_ipv6("::ffff:192.0.2.7", 443));
    cr_assert(!lets_ipv6("::192.0.2.7", 443));
}

Test(allow, networks_are_compared_to_the_bit)
{
    add("10.1.0.0/17:1-100");
    add("[2001:db8::/33]:*");
    cr_assert(lets_ipv4("10.1.127.255", 100));
    cr_assert(!lets_ipv4("10.1.128.0", 100));
    cr_assert(!lets_ipv4("10.1.0.1", 101));
    cr_assert(lets_ipv6("2001:db8:7fff::1", 9));
    cr_assert(!lets_ipv6("2001:db8:8000::1", 9));
}

Test(allow, a_name_stands_for_the_addresses_that_it_was_seen_to_have)
{
    add("example.org:443");
    cr_assert(!lets_ipv4("192.0.2.1", 443));
    learn("EXAMPLE.org.", "::ffff:192.0.2.1");
    learn("other.org", "::ffff:192.0.2.2");
    cr_assert(lets_ipv4("192.0.2.1", 443));
    cr_assert(!lets_ipv4("192.0.2.1", 80));
    cr_assert(!lets_ipv4("192.0.2.2", 443));
}

Test(allow, an_address_that_one_name_has_does_not_open_the_ports_of_another)
{
    add("a.example:1");
    add("b.example:2");
    learn("a.example", "2001:db8::a");
    cr_assert(lets_ipv6("2001:db8::a", 1));
    cr_assert(!lets_ipv6("2001:db8::a", 2));
}

Test(allow, suffixes_need_a_label_of_their_own)
{
    add("*.example.org:443");
    cr_assert(allow_has_name(&allow, "a.example.org"));
    cr_assert(allow_has_name(&allow, "a.b.Example.ORG."));
    cr_assert(!allow_has_name(&allow, "example.org"));
    cr_assert(!allow_has_name(&allow, "badexample.org"));
    cr_assert(!allow_has_name(&allow, "example.org.evil"));
}

Test(allow, name_servers_are_not_believed_about_this_machine)
{
    add("example.org:*");
    learn("example.org", "::ffff:127.0.0.1");
    learn("example.org", "::ffff:169.254.169.254");
    learn("example.org", "::1");
    learn("example.org", "fe80::1");
    cr_assert(!lets_ipv4("127.0.0.1", 80));
    cr_assert(!lets_ipv4("169.254.169.254", 80));
    cr_assert(!lets_ipv6("::1", 80));
    cr_assert(!lets_ipv6("fe80::1", 80));
}

Test(allow, the_host_is_asked_for_names)
{
    add("localhost:8080");
    allow_resolve(&allow);
    cr_assert(lets_ipv4("127.0.0.1", 8080) || lets_ipv6("::1", 8080));
    cr_assert(!lets_ipv4("127.0.0.1", 8081));
}

Test(allow, anything_is_allowed_by_a_star)
{
    add("*:53");
    cr_assert(lets_ipv4("192.0.2.1", 53));
    cr_assert(lets_ipv6("2001:db8::1", 53));
    cr_assert(!lets_ipv4("192.0.2.1", 54));
    cr_assert(allow_has_name(&allow, "any.name"));
}

Test(allow, the_learned_do_not_grow_without_end)
{
    char text[INET6_ADDRSTRLEN];

    add("example.org:1");
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof(text), "2001:db8::%x", i + 1);
        learn("example.org", text);
    }
    cr_assert_leq(allow.learned_count, 4096);
    cr_assert(lets_ipv6("2001:db8::1388", 1));
    cr_assert(!lets_ipv6("2001:db8::1", 1));
}

Test(allow, what_is_no_rule_is_refused)
{
    static const char *const wrong[] = {
        "", ":", "host", "host:", ":80", "host:0", "host:65536", "host:80-", "host:9-8",
        "host:x", "host:080000", "::1:80", "[::1:80", "[host]:80", "1.2.3.4/33:80",
        "1.2.3.4/:80", "1.2.3.4/x:80", "[::1/129]:80", "ho st:80", "*.:80", ".:80",
        "a/b:80", "*x:80",
    };

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        cr_assert(allow_add(&allow, wrong[i]) != NULL, "'%s' was taken", wrong[i]);
    cr_assert_eq(allow.count, 0);
}
