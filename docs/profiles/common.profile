# common.profile - what dynamically linked programs need to start; to be included.

rox-try += { "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt" }
ro-try += { "/etc/ld.so.cache", "/etc/localtime", "/etc/locale.alias", "/etc/nsswitch.conf",
            "/etc/passwd", "/etc/group", "/etc/ssl", "/etc/alternatives" }
