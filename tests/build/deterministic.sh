#!/bin/sh
# SPDX-License-Identifier: MIT-0
# The same program, traced a thousand times: built by gcc and by clang, without
# and with optimisation, it writes the same bytes. Each run is a process of its
# own, at addresses of its own.
# usage: deterministic.sh SOURCE_DIR
set -eu
source=$1
runs=250
uv=$(pkg-config --cflags --libs libuv)
patterns='gather lock queue semaphore task_group timeout'
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

set -- "$source/tests/build/deterministic.c" "$source"/core/*.c -I"$source/core"
for name in $patterns; do
  set -- "$@" "$source/patterns/$name/bt_$name.c" -I"$source/patterns/$name"
done

built=
for compiler in gcc clang; do
  command -v "$compiler" >/dev/null || continue
  for level in -O0 -O2; do
    built="$built $compiler$level"
    # Word splitting is wanted: uv holds several options.
    # shellcheck disable=SC2086
    "$compiler" -std=gnu11 "$level" "$@" $uv -o "$compiler$level" &
  done
  wait
done

for program in $built; do
  [ -f first ] || "./$program" >first
  [ -s first ]
  i=0
  while [ "$i" -lt "$runs" ]; do
    "./$program" | cmp - first || {
      echo "run $i of $program differs from the first" >&2
      exit 1
    }
    i=$((i + 1))
  done
done
echo "$runs runs of each of:$built"
