# SPDX-License-Identifier: MIT-0
"""The program in README.md does what README.md says, and what it tells to
copy builds. Usage: readme.py PROGRAM ROOT CC"""
import os
import re
import subprocess
import sys

from harness import Folder, check, finish, run

root, compiler = sys.argv[2], sys.argv[3]


def fences(text):
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S)


def main():
    readme = open(os.path.join(root, "README.md")).read()
    (_, program), (_, story) = fences(readme)
    with Folder() as folder:
        folder.write("check.lua", program)
        got = run(folder, ["trace", "check.lua"])
        check("README", "its program", got, (0, story, ""))
        got = run(folder, ["copy", "semaphore", "core", "--to", "mine"])
        check("README", "copies", (got[0], got[2]), (0, ""))
        folder.write("mine/main.c", """#include "bt_semaphore.h"
static struct bt_semaphore s;
static int demo(void *arg) {
  (void)arg;
  bt_semaphore_init(&s, 1, "s");
  return bt_semaphore_acquire(&s);
}
int main(void) { return bt_run(demo, NULL); }
""")
        done = subprocess.run(
            f"{compiler} -std=gnu11 -Icore -DBT_WITHOUT_LIBUV *.c core/*.c "
            "-lpthread -o demo && ./demo", shell=True, capture_output=True,
            cwd=os.path.join(folder.path, "mine"))
        check("README", "what is copied builds and runs",
              (done.returncode, done.stderr.decode()), (0, ""))
        done = subprocess.run(
            [compiler, "-std=gnu11", "-I" + os.path.join(root, "core"),
             os.path.join(root, "lessons/01-event-loop/demo.c"),
             *[os.path.join(root, "core", f)
               for f in sorted(os.listdir(os.path.join(root, "core")))
               if f.endswith(".c")],
             "-DBT_WITHOUT_LIBUV", "-o", os.path.join(folder.path, "demo")],
            capture_output=True)
        check("lesson 1", "its C builds", done.stderr.decode(), "")
        done = subprocess.run([os.path.join(folder.path, "demo")],
                              capture_output=True)
        lua = run(folder, ["run", os.path.join(
            root, "lessons/01-event-loop/demo.lua")])
        check("lesson 1", "its C prints what its Lua prints",
              done.stdout.decode(), lua[1])
    finish()


if __name__ == "__main__":
    main()
