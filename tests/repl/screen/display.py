# SPDX-License-Identifier: MIT-0
"""The program on a full screen that can be read. What imports this finds the
harness of the program's tests, too."""
import fcntl
import os
import re
import struct
import sys
import termios
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "program"))
from harness import PATIENCE, Terminal  # noqa: E402
from vt import Vt  # noqa: E402

LEAVE = "\x1b[?1049l"  # xterm gives the screen back with this


def set_size(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ,
                struct.pack("HHHH", rows, columns, 0, 0))


class Screen(Terminal):
    """The program on a terminal of which one sees the rows."""

    def __init__(self, folder, args, size=(24, 80), **changed):
        environment = folder.environment
        folder.environment = lambda: {**environment(), "TERM": "xterm-256color",
                                      "LC_ALL": "C.UTF-8", **changed}
        self.vt = Vt(*size)
        super().__init__(folder, args, lambda: set_size(0, *size))
        folder.environment = environment

    def resize(self, rows, columns):
        self.vt.resize(rows, columns)
        set_size(self.fd, rows, columns)

    def take(self, text):
        super().take(text)
        self.vt.feed(text)

    def until(self, want, what, seconds=PATIENCE):
        """Reads until want(the text of a whole frame); returns that text."""
        end = time.monotonic() + seconds
        while not (self.vt.whole and want(self.vt.text())):
            left = end - time.monotonic()
            if left <= 0 or not self.read(left):
                raise AssertionError(f"{what}:\n{self.vt.text()}")
        return self.vt.text()

    def shows(self, text, seconds=PATIENCE):
        """Reads until the screen has the text on it."""
        return self.until(lambda screen: text in screen,
                          f"{text!r} is not on the screen", seconds)

    def matches(self, pattern, seconds=PATIENCE):
        """The same with a pattern."""
        return self.until(lambda screen: re.search(pattern, screen),
                          f"{pattern!r} is not on the screen", seconds)

    def press(self, keys, text):
        """Types keys, and waits for the text."""
        self.type(keys)
        self.shows(text)

    def modes(self):
        """Whether it shows what is typed, and takes whole lines."""
        flags = termios.tcgetattr(self.fd)[3]
        return bool(flags & termios.ECHO), bool(flags & termios.ICANON)

    def before_close(self):
        self.modes_left = self.modes()
