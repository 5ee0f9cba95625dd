#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Compares the traces that several builds of the program write, byte for byte.
# usage: same_traces.sh FOLDER_OF_LUA_FILES PROGRAM PROGRAM...
set -u
folder=$1 first=$2
shift 2
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
failed=0
n=0

for file in "$folder"/*.lua; do
  for order in '' --seed=1 --seed=2; do
    # Word splitting is wanted: no option at all where order is empty. Some
    # programs wait for what comes in the order of the queue only, hence a limit.
    # shellcheck disable=SC2086
    "$first" trace "$file" --format=jsonl --max-turns=5000 $order \
      >"$dir/first" 2>"$dir/err"
    [ -s "$dir/first" ] || {
      echo "$first wrote no trace of $file" >&2
      exit 1
    }
    for other in "$@"; do
      # shellcheck disable=SC2086
      "$other" trace "$file" --format=jsonl --max-turns=5000 $order \
        >"$dir/other" 2>"$dir/err"
      n=$((n + 1))
      cmp "$dir/first" "$dir/other" || {
        echo "$first and $other differ: $file $order" >&2
        failed=1
      }
    done
  done
done
echo "$n pairs of traces compared"
[ "$n" -gt 0 ] && exit "$failed"
