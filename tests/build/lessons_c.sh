#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Compiles every C program of the lessons, by gcc and by clang and without a
# warning, and runs each demo.c: it must print what demo.lua prints.
# usage: lessons_c.sh SOURCE_DIR LIBRARY BATON
set -eu
source=$1 library=$2 baton=$3
options='-std=c11 -O1 -Wall -Wextra -Werror'
set -- "-I$source/core"
for pattern in "$source"/patterns/*/; do
  set -- "$@" "-I$pattern"
done
uv=$(pkg-config --cflags --libs libuv)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
wrong=0 demos=0

# Compares what a demo prints, compiled by the compiler named, with the Lua
# program's output in expected.
run_demo() {
  if BATON_CLOCK=virtual "$dir/program" >"$dir/out" &&
    diff -u "$dir/expected" "$dir/out"; then
    return
  fi
  echo "$file, by $1" >&2
  wrong=1
}

for file in "$source"/lessons/*/*.c; do
  for compiler in gcc clang; do
    # Word splitting is wanted: these hold several options.
    # shellcheck disable=SC2086
    "$compiler" $options "$@" "$file" "$library" $uv -o "$dir/program" || {
      wrong=1
      continue
    }
    [ "$(basename "$file")" = demo.c ] || continue
    "$baton" run "${file%.c}.lua" >"$dir/expected"
    run_demo "$compiler"
    demos=$((demos + 1))
  done
done

if [ "$demos" -eq 0 ]; then
  echo "no demo.c was run" >&2
  exit 1
fi
exit "$wrong"
