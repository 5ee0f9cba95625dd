#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Copies a pattern to an empty folder, only the files its header's Copy line
# names, and builds and runs its example there against the core alone: as C11
# by gcc and by clang, and with its header in a C++ program.
# usage: copied.sh SOURCE_DIR CORE_LIBRARY NAME
set -eu
source=$1 library=$2 name=$3
warnings='-Wall -Wextra -Werror'
uv=$(pkg-config --cflags --libs libuv)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

# The files that the paragraph of the Copy line names.
copy_line() {
  awk '/^ \* Copy / { on = 1; print; next }
       on && /^ \* [A-Z]/ { exit }
       on { print }' "$source/patterns/$name/bt_$name.h" |
    grep -o 'bt_[a-z_]*\.[ch]'
}

for file in $(copy_line); do
  cp "$source"/patterns/*/"$file" .
done
cp "$source/patterns/$name/example.c" .
if [ ! -f "bt_$name.h" ] || [ ! -f "bt_$name.c" ]; then
  echo "the Copy line of bt_$name.h does not name bt_$name.h and bt_$name.c" >&2
  exit 1
fi

# Whether a program prints what is expected, by that clock. A machine that is
# busy may hold up the real one longer than deadlines are apart: many tries.
prints_expected() {
  case $2 in real) tries=300 ;; *) tries=1 ;; esac
  until BATON_CLOCK=$2 "$1" >out.txt &&
    cmp -s "$source/patterns/$name/expected.txt" out.txt; do
    tries=$((tries - 1))
    [ "$tries" -eq 0 ] || continue
    diff -u "$source/patterns/$name/expected.txt" out.txt >&2
    echo "$1, with BATON_CLOCK=$2" >&2
    return 1
  done
}

for compiler in gcc clang; do
  # Word splitting is wanted: these hold several options.
  # shellcheck disable=SC2086
  "$compiler" -std=c11 -O1 $warnings -I"$source/core" ./*.c "$library" $uv \
    -o "example-$compiler"
  prints_expected "./example-$compiler" virtual
  prints_expected "./example-$compiler" real
done

# A C++ program that names every function of the pattern: it compiles only if
# the header declares them all, and links only if it says extern "C".
gcc -std=c11 -I"$source/core" -c ./bt_*.c
{
  printf '#include "bt_%s.h"\nvoid (*const all[])() = {\n' "$name"
  nm --defined-only --extern-only "bt_$name.o" |
    awk '$2 == "T" { print "  reinterpret_cast<void (*)()>(" $3 ")," }'
  printf '};\nint main() { return all[0] == nullptr; }\n'
} >main.cpp
for compiler in g++ clang++; do
  # shellcheck disable=SC2086
  "$compiler" -std=c++17 $warnings -I"$source/core" main.cpp ./bt_*.o \
    "$library" $uv -o main-cpp
  ./main-cpp
done
