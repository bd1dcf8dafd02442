# filter.profile - a program that reads its standard input and writes its standard output,
# and has nothing else.
#
#     lxrun --profile=docs/profiles/filter.profile jq . <untrusted.json

include("common.profile")

base = "strict"
network = "none"
pledge = "stdio rpath"
