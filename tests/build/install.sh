#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Installs into an empty folder, moves it, and builds a program outside the
# tree with what is there: by pkg-config (shared and static) and by CMake.
# usage: install.sh SOURCE_DIR BUILD_DIR C_COMPILER
set -eu
source=$1 build=$2 compiler=$3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cmake --install "$build" --prefix "$dir/first" >"$dir/log" || {
  cat "$dir/log" >&2
  exit 1
}
mv "$dir/first" "$dir/moved"
cp -R "$source/tests/build/consumer" "$dir/consumer"
cd "$dir/consumer"

lib=$(dirname "$(find "$dir/moved" -name libbaton.a)")
export LD_LIBRARY_PATH="$lib" DYLD_LIBRARY_PATH="$lib"
export PKG_CONFIG_PATH="$lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"

check() {
  printf 'a\nb\nc\n' >expected.txt
  "$1" >out.txt
  diff -u expected.txt out.txt || {
    echo "from the program built $2" >&2
    exit 1
  }
}

# Word splitting is wanted: pkg-config prints several options.
# shellcheck disable=SC2046
"$compiler" main.c $(pkg-config --cflags --libs baton) -o shared
check ./shared 'by pkg-config'
# shellcheck disable=SC2046
"$compiler" main.c $(pkg-config --cflags baton) "$lib/libbaton.a" \
  $(pkg-config --libs libuv) -o static
check ./static 'with the static library'

cmake -S . -B out -G Ninja -DCMAKE_C_COMPILER="$compiler" \
  -DCMAKE_PREFIX_PATH="$dir/moved" >log || {
  cat log >&2
  exit 1
}
cmake --build out >log || {
  cat log >&2
  exit 1
}
check out/consumer 'by CMake, shared'
check out/consumer-static 'by CMake, static'

if [ -x "$dir/moved/bin/baton" ]; then
  [ "$("$dir/moved/bin/baton" -e 'print(6 * 7)')" = 42 ]
fi
