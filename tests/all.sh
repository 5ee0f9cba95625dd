#!/bin/sh
# SPDX-License-Identifier: MIT-0
# All that must hold before a change is accepted; `./baton test --all` installs
# what this needs and starts it. Every step runs, also after one has failed.
set -u
cd "$(dirname "$0")/.." || exit 1
CTEST_PARALLEL_LEVEL=${CTEST_PARALLEL_LEVEL:-$(getconf _NPROCESSORS_ONLN)}
export CTEST_PARALLEL_LEVEL
results=

# Runs a step and keeps how it went.
step() {
  name=$1
  shift
  printf '\n==== %s\n' "$name"
  started=$(date +%s)
  if "$@"; then how=ok; else how=FAILED; fi
  results="$results$(printf '%-12s %-7s %4d s' "$name" "$how" \
    $(($(date +%s) - started)))
"
}

# Other versions of clang-format lay out some lines otherwise.
format() {
  version=$(clang-format --version | sed 's/.*version \([0-9]*\).*/\1/')
  if [ "$version" != 14 ]; then
    echo "not checked: this needs clang-format 14, here is $version"
    return 0
  fi
  find core patterns repl tests bench -name '*.[ch]' -exec \
    clang-format --dry-run --Werror {} +
}

# Shows the output of a command, whole, only if it fails.
quietly() {
  "$@" >build/log 2>&1 && return 0
  cat build/log
  return 1
}

# Builds a preset and runs its tests.
preset() {
  quietly cmake --preset "$1" && quietly cmake --build --preset "$1" &&
    ctest --preset "$1" --no-label-summary
}

# What the tests link, for arm64: unpacked inside build/, so that the system
# stays as it is.
arm64() {
  root=$PWD/build/arm64
  if [ ! -d "$root/sysroot" ]; then
    mkdir -p "$root/apt/lists/partial" "$root/apt/cache/archives/partial"
    set -- -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 \
      -o Dir::State="$root/apt" -o Dir::State::status=/dev/null \
      -o Dir::Cache="$root/apt/cache" -o APT::Sandbox::User=root
    apt-get "$@" update # what is missing of it, the next line tells
    (cd "$root/apt" && apt-get "$@" download libcmocka0 libcmocka-dev \
      libjansson4 libjansson-dev) || return 1
    for package in "$root"/apt/*.deb; do
      dpkg -x "$package" "$root/apt/sysroot" || return 1
    done
    mv "$root/apt/sysroot" "$root/sysroot"
  fi
  preset arm64
}

# Traces are the same bytes whatever compiled the program.
traces() {
  for how in gcc-O0 gcc-O2 clang-O0 clang-O2; do
    quietly cmake --preset release -B "build/$how" \
      -DCMAKE_C_COMPILER="${how%-*}" -DCMAKE_C_FLAGS_RELEASE="-${how#*-}" &&
      quietly cmake --build "build/$how" --target baton || return 1
  done
  tests/build/same_traces.sh tests/conformance/scenarios \
    build/gcc-O0/bin/baton build/gcc-O2/bin/baton \
    build/clang-O0/bin/baton build/clang-O2/bin/baton
}

# Counts of instructions: unlike times they are the same on every run. Another
# compiler makes others.
instructions() {
  version=$(gcc -dumpversion)
  if [ "${version%%.*}" != 12 ] || [ "$(uname -m)" != x86_64 ]; then
    echo "not checked: this needs gcc 12 on x86-64"
    return 0
  fi
  quietly cmake --preset release -B build/bench -DCMAKE_C_COMPILER=gcc \
    -DBATON_PROGRAM=OFF -DBATON_BENCH=ON &&
    quietly cmake --build build/bench &&
    bench/instructions build/bench/bin/bench_count
}

mkdir -p build
step format format
for name in dev clang asan valgrind nouv; do
  step "$name" preset "$name"
done
step arm64 arm64
step traces traces
step instructions instructions

printf '\n%s' "$results"
case $results in *FAILED*) exit 1 ;; esac
