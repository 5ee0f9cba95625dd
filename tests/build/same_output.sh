#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Runs a program and compares what it prints with a file.
# usage: same_output.sh EXPECTED PROGRAM [ARG...]
set -u
expected=$1
shift
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT

"$@" >"$out"
status=$?
diff -u "$expected" "$out" || exit 1
if [ "$status" -ne 0 ]; then
  echo "$*: exit status $status" >&2
  exit 1
fi
