# SPDX-License-Identifier: MIT-0
"""What the tests of the program share: how it is run, and what is said of a
difference. Usage of each: NAME.py PROGRAM."""
import codecs
import glob
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
# Seconds to wait for what comes: one that hangs fails after that, and no slow
# or busy machine takes as long.
PATIENCE = 300


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


def run(folder, args, stdin="", timeout=PATIENCE, stdout=subprocess.PIPE):
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
        self.rest = ""  # half of a line's end
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
        ready, _, _ = select.select([self.fd], [], [], max(0, timeout))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the other end is closed
            data = b""
        self.take(self.decode(data))
        return bool(data)

    def take(self, text):
        text = self.rest + text
        self.rest = "\r" if text.endswith("\r") else ""
        self.seen += text[:len(text) - len(self.rest)].replace("\r\n", "\n")

    def wait_for(self, text, seconds=PATIENCE):
        """Reads until text has come; returns what came up to it."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            if time.monotonic() > end or not self.read(end - time.monotonic()):
                raise AssertionError(f"{text!r} did not come: {self.seen!r}")
        before, self.seen = self.seen.split(text, 1)
        return before

    def threads(self):
        """What the system says of each thread: its state, then numbers."""
        found = []
        for path in glob.glob(f"/proc/{self.pid}/task/*/stat"):
            try:
                with open(path) as stat:
                    found.append(stat.read().rsplit(")", 1)[1].split())
            except OSError:  # it has just ended
                pass
        return found

    def worked(self):
        """Seconds that it has had of the processor."""
        ticks = sum(int(n) for stat in self.threads() for n in stat[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def burn(self):
        """Waits until it has worked for some 20 ms more, or has ended."""
        if not os.path.exists("/proc/self/stat"):
            return time.sleep(0.5)
        until = self.worked() + 0.02
        end = time.monotonic() + PATIENCE
        while (self.worked() < until and not self.ended() and
               time.monotonic() < end):
            time.sleep(0.001)

    def rests(self):
        """Whether it waits, and all that it wrote was read. Adds to seen what
        was not."""
        if not os.path.exists("/proc/self/stat"):
            return not self.read(0.5)
        while not self.read(0.001):
            if all(stat[0] in "SZ" for stat in self.threads()):
                return not self.read(0)
        return False

    def type(self, text):
        os.write(self.fd, text.encode())

    def interrupt(self):
        self.type("\x03")

    def interrupt_until_it_ends(self):
        """Ctrl-C twice within two seconds; more often where the machine holds
        something up."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not self.ended():
            self.interrupt()
            self.burn()  # two signals on their way at once would be one

    def ended(self):
        """Whether it has ended and nobody has asked yet how."""
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.pid, flags) is not None

    def before_close(self):
        """Called when the program has ended and its terminal is there."""

    def end(self, seconds=PATIENCE):
        """Waits for the program to end; returns its exit status."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self.worked_in_all = usage.ru_utime + usage.ru_stime
                while self.read(0):  # what it wrote last
                    pass
                self.before_close()
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
            self.read(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError(f"it did not end: {self.seen!r}")
