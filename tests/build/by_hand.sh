#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Builds a program by the commands that patterns/README.md gives, word for word.
# usage: by_hand.sh SOURCE_DIR
set -eu
source=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

cp -R "$source/core" core
cp "$source"/patterns/queue/bt_queue.[ch] .
cp "$source/patterns/queue/example.c" program.c
sed -n 's/^    \(cc .*\)/\1/p' "$source/patterns/README.md" >commands
[ "$(wc -l <commands)" -eq 2 ]

while read -r command; do
  sh -c "$command" </dev/null
  BATON_CLOCK=virtual ./a.out >out.txt
  diff -u "$source/patterns/queue/expected.txt" out.txt || {
    echo "$command" >&2
    exit 1
  }
  rm a.out
done <commands
