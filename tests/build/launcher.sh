#!/bin/sh
# SPDX-License-Identifier: MIT-0
# Drives the launcher in a tree of its own, with a PATH on which CMake, apt-get
# and the like are small scripts that write down how they were called.
# usage: launcher.sh LAUNCHER
set -eu
launcher=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tree="$dir/a tree"
export CALLS="$dir/calls" HAVE="$dir/have" FAIL="$dir/fail"

mkdir "$dir/bin"
for tool in cat chmod env find getconf grep ln mkdir mv readlink rm sh sleep \
  sort touch tr; do
  ln -s "$(command -v "$tool")" "$dir/bin/$tool"
done

# fake NAME: a tool whose script is standard input, after it has been noted.
fake() {
  # shellcheck disable=SC2016 # for the tool to expand
  { printf '#!/bin/sh\nprintf "%%s\\n" "%s $*" >>"$CALLS"\n' "$1" && cat; } \
    >"$dir/bin/$1"
  chmod +x "$dir/bin/$1"
}
for tool in cc ninja python3 gcc g++ clang; do : | fake "$tool"; done
fake pkg-config <<'END'
[ "$2" != md4c ] || [ -e "$HAVE" ]
END
fake cmake <<'END'
[ ! -e "$FAIL" ] || { echo 'first line'; echo 'last line'; exit 1; }
if [ "$1" = --preset ]; then
  mkdir -p "build/$2"
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >"build/$2/CMakeCache.txt"
  exit
fi
mkdir -p "$2/bin"
printf '#!/bin/sh\nprintf "<%%s>" "$@"\nexit 7\n' >"$2/bin/baton"
chmod +x "$2/bin/baton"
END
fake ctest </dev/null
fake_apt() {
  fake apt-get <<'END'
case $* in
*install*) [ -e "$HAVE.lists" ] && touch "$HAVE" || { echo unknown; exit 100; } ;;
*update*) touch "$HAVE.lists" ;;
esac
END
}
be() { echo "echo $1" | fake id; }

# run STATUS [ARG...]: starts the launcher; what it prints is in out and err.
run() {
  wanted=$1
  shift
  : >"$CALLS"
  status=0
  PATH=$dir/bin "$tree/baton" "$@" >"$dir/out" 2>"$dir/err" || status=$?
  [ "$status" -eq "$wanted" ] || fail "exit status $status, not $wanted"
}
fail() {
  echo "launcher: $*" >&2
  cat "$dir/out" "$dir/err" "$CALLS" >&2
  exit 1
}
has() { grep -q -e "$2" "$dir/$1" || fail "no '$2' in $1"; }
lacks() { ! grep -q -e "$2" "$dir/$1" || fail "'$2' in $1"; }

fresh() {
  rm -rf "$tree" "$HAVE" "$HAVE.lists" "$FAIL"
  for sub in core patterns repl cmake tests; do mkdir -p "$tree/$sub"; done
  touch "$tree/CMakeLists.txt" "$tree/CMakePresets.json" "$tree/core/a.c"
  cp "$launcher" "$tree/baton"
}

# renew FILE: makes it newer than what was built, which one touch may not, as
# the times of files are coarse.
renew() {
  until touch "$1" && [ "$(find "$1" -newer "$tree/build/built")" ]; do :; done
}

# Where nobody can install: the list, and nothing else is done.
fresh
run 1
has err 'libmd4c-dev'
lacks err 'libuv1-dev'
lacks calls cmake

# Not root, and no sudo: the command that root would need.
fake_apt
be 1000
fresh
run 1
has err 'as root: apt-get install libmd4c-dev'
lacks calls 'apt-get.*install'

# By sudo; the lists are fetched since the package is unknown at first.
# shellcheck disable=SC2016
printf '[ "$1" = -v ] || exec "$@"\n' | fake sudo
fresh
run 7 run 'a b' '' --x
has err 'installing with sudo apt-get: libmd4c-dev'
has calls 'apt-get.*update'
has calls 'cmake --preset release'
[ "$(cat "$dir/out")" = '<run><a b><><--x>' ] || fail 'arguments were changed'

# As root, with lists that know the package: no update.
be 0
fresh
touch "$HAVE.lists"
run 7
lacks calls update
lacks calls sudo

# The second start runs the program and nothing else.
run 7 x
[ ! -s "$CALLS" ] || fail 'a second start called tools'
[ ! -s "$dir/err" ] || fail 'a second start said something'

# From elsewhere, through a link to a link.
ln -s "$tree/baton" "$dir/link"
mkdir "$dir/elsewhere"
ln -s ../link "$dir/elsewhere/baton"
(cd / && PATH=$dir/bin "$dir/elsewhere/baton" y >"$dir/out") || true
[ "$(cat "$dir/out")" = '<y>' ] || fail 'a link was not followed'

# A newer file, and one that went away, build again.
renew "$tree/core/a.c"
run 7
has calls 'cmake --build'
renew "$dir/now"
rm "$tree/core/a.c"
run 7
has calls 'cmake --build'

# A tree that was moved builds afresh, once.
mv "$tree" "$tree, moved"
tree="$tree, moved"
touch "$tree/build/release/old"
renew "$tree/core/a.c"
run 7
[ ! -e "$tree/build/release/old" ] || fail 'built on what was built elsewhere'
run 7
[ ! -s "$CALLS" ] || fail 'a start after that called tools'

# A step that fails is shown whole, and the program does not run.
renew "$tree/repl/b.c"
touch "$FAIL"
run 1
has err 'first line'
has err 'last line'
has err 'see above'
[ ! -s "$dir/out" ] || fail 'ran a program that was not built'
run 1 test
has err 'last line'
lacks calls ctest
rm "$FAIL"

# Options of ctest pass through; a lock whose owner is gone is no hindrance.
ln -s 999999999 "$tree/build/lock"
run 0 test -R 'a lock' -V
has calls 'ctest --test-dir .*/build/dev .*-R a lock -V'
[ ! -h "$tree/build/lock" ] || fail 'the lock was left'

# A tree in which nothing can be written.
rm -rf "$tree/build"
touch "$tree/build"
run 1
has err 'cannot write to'
