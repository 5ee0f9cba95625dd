#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Compiles each public header alone, as C11 and as C++17, by gcc and clang; and
# links a C++ program that names every function the headers of the core
# declare: it links only if they say extern "C".
# usage: headers.sh SOURCE_DIR CORE_LIBRARY
set -eu
source=$1 library=$2
warnings='-Wall -Wextra -pedantic -Werror'
set -- "-I$source/core"
for folder in "$source"/patterns/*/; do
  set -- "$@" "-I$folder"
done
uv=$(pkg-config --cflags --libs libuv)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

core='bt_errors.h trace.h baton.h bt_pattern.h host.h'
for header in $core $(cd "$source/patterns" && ls ./*/bt_*.h); do
  printf '#include <%s>\nint main(void) { return 0; }\n' \
    "$(basename "$header")" >alone.c
  for compiler in 'gcc -std=c11' 'clang -std=c11' 'g++ -x c++ -std=c++17' \
    'clang++ -x c++ -std=c++17'; do
    # Word splitting is wanted: these hold several options.
    # shellcheck disable=SC2086
    $compiler $warnings "$@" -fsyntax-only alone.c || {
      echo "$header, by $compiler" >&2
      exit 1
    }
  done
done

{
  # shellcheck disable=SC2086
  printf '#include <%s>\n' $core
  printf 'void (*const all[])() = {\n'
  nm --defined-only --extern-only "$library" | awk '$2 == "T" { print $3 }' |
    while read -r name; do
      # shellcheck disable=SC2086
      if (cd "$source/core" && grep -Eq "(^|[ *])$name\(" $core); then
        printf '  reinterpret_cast<void (*)()>(%s),\n' "$name"
      fi
    done
  printf '};\nint main() { return all[0] == nullptr; }\n'
} >main.cpp
test "$(grep -c cast main.cpp)" -gt 80 || {
  echo "only these functions of the core were found:" >&2
  cat main.cpp >&2
  exit 1
}
# shellcheck disable=SC2086
g++ -std=c++17 $warnings -I"$source/core" main.cpp "$library" $uv -o main-cpp
./main-cpp
