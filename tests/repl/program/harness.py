# SPDX-License-Identifier: MIT-0
"""What the tests of the program share: how it is run, and what is said of a
difference. Usage of each: NAME.py PROGRAM."""
import codecs
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else None
failures = []


def check(name, what, got, want):
    """want is a text, or a pattern where it is compiled."""
    if isinstance(want, re.Pattern):
        ok = want.search(got) is not None
        want = "a match of " + want.pattern
    else:
        ok = got == want
    if not ok:
        failures.append(name)
        print(f"{name}: {what}\n  want: {want!r}\n  got:  {got!r}")


def finish():
    print(f"{len(failures)} failed" if failures else "all passed")
    sys.exit(1 if failures else 0)


class Folder:
    """An empty folder to work in, which is gone afterwards."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="baton-test-")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def write(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def environment(self):
        changed = {"XDG_STATE_HOME": os.path.join(self.path, "state"),
                   "TERM": "dumb"}
        return {**os.environ, **changed}


def run(folder, args, stdin="", timeout=60, stdout=subprocess.PIPE):
    """Runs the program there; returns status, output and errors."""
    done = subprocess.run([program, *args], input=stdin.encode(), stdout=stdout,
                          stderr=subprocess.PIPE, cwd=folder.path,
                          env=folder.environment(), timeout=timeout)
    out = done.stdout.decode() if done.stdout is not None else ""
    return done.returncode, out, done.stderr.decode()


class Terminal:
    """The program on a pseudo-terminal."""

    def __init__(self, folder, args, prepare=lambda: None):
        """prepare is called in the new process."""
        self.seen = ""
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(folder.path)
                prepare()
                os.execve(program, [program, *args], folder.environment())
            finally:
                os._exit(127)

    def read(self, timeout):
        """Adds what comes next to seen; false when nothing came."""
        ready, _, _ = select.select([self.fd], [], [], timeout)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the other end is closed
            data = b""
        self.take(self.decode(data))
        return bool(data)

    def take(self, text):
        self.seen += text.replace("\r\n", "\n")

    def wait_for(self, text, seconds=30):
        """Reads until text has come; returns what came up to it."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            if time.monotonic() > end or not self.read(end - time.monotonic()):
                raise AssertionError(f"{text!r} did not come: {self.seen!r}")
        before, self.seen = self.seen.split(text, 1)
        return before

    def type(self, text):
        os.write(self.fd, text.encode())

    def interrupt(self):
        self.type("\x03")

    def before_close(self):
        """Called when the program has ended and its terminal is there."""

    def end(self, seconds=30):
        """Waits for the program to end; returns its exit status."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0):  # what it wrote last
                    pass
                self.before_close()
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
            self.read(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError(f"it did not end: {self.seen!r}")
