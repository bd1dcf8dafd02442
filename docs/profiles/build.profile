# build.profile - compile a project: everything is read, the project and its cache change.
#
#     lxrun --profile=docs/profiles/build.profile make

base = "default"

# Compilers' caches survive the run.
rw-try = { "${HOME}/.cache/ccache", "${HOME}/.cache/go-build" }

# Debuggers are not part of a build.
refuse = { "ptrace", "process_vm_readv", "process_vm_writev" }
