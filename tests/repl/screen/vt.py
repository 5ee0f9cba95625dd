# SPDX-License-Identifier: MIT-0
"""A terminal's screen, as much of one as ncurses needs for xterm: feed it what
the program writes, and read the rows."""
import re

# A control sequence, another escape, a control, or a run of text.
PIECE = re.compile(r"\x1b\[([?>=]?)([\d;:]*)([ -/]*)([@-~])|\x1b[()].|"
                   r"\x1b([^\[()])|([\x00-\x1f])|([^\x00-\x1f\x1b]+)", re.S)


class Vt:
    def __init__(self, rows=24, columns=80):
        self.resize(rows, columns)
        self.rest = ""
        self.whole = True  # no frame is half written
        self.frames = 0  # so many were
        self.too_wide = False  # a row did not end where the screen does

    def resize(self, rows, columns):
        self.h, self.w = rows, columns
        self.cells = [[" "] * columns for _ in range(rows)]
        self.x = self.y = 0
        self.kept = 0, 0
        self.top, self.bottom = 0, rows - 1

    def rows(self):
        return ["".join(row).rstrip() for row in self.cells]

    def text(self):
        return "\n".join(self.rows())

    def feed(self, data):
        data = self.rest + data
        at = 0
        while at < len(data):
            piece = PIECE.match(data, at)
            if not piece:
                break  # a sequence of which more is to come
            at = piece.end()
            self.take(piece)
        self.rest = data[at:]

    def take(self, piece):
        private, numbers, _, final, escape, control, text = piece.groups()
        if text:
            for c in text:
                self.put(c)
        elif control:
            self.control(control)
        elif escape == "M":
            self.up()
        elif escape == "7":
            self.kept = self.x, self.y
        elif escape == "8":
            self.x, self.y = self.kept
        elif private == "?" and numbers == "2026":
            self.frames += final == "l" and not self.whole
            self.whole = final == "l"
        elif final and not private:
            self.sequence(final, [int(n) if n else 0 for n in
                                  re.split("[;:]", numbers)])

    def put(self, c):
        if self.x >= self.w:
            self.too_wide = True
            self.x = 0
            self.down()
        self.last = c
        self.cells[self.y][self.x] = c
        self.x += 1

    def control(self, c):
        if c == "\r":
            self.x = 0
        elif c == "\n":
            self.down()
        elif c == "\b":
            self.x = max(0, min(self.x, self.w - 1) - 1)
        elif c == "\t":
            self.x = min(self.w - 1, (self.x // 8 + 1) * 8)

    def roll(self, top, n):
        """Moves the rows from top to the bottom margin down by n."""
        part = self.cells[top:self.bottom + 1]
        blank = [[" "] * self.w for _ in range(abs(n))]
        part = (blank + part)[:len(part)] if n > 0 else (part + blank)[-n:]
        self.cells[top:self.bottom + 1] = part

    def down(self):
        if self.y == self.bottom:
            self.roll(self.top, -1)
        elif self.y < self.h - 1:
            self.y += 1

    def up(self):
        if self.y == self.top:
            self.roll(self.top, 1)
        elif self.y > 0:
            self.y -= 1

    def blank(self, y, start, end):
        for x in range(max(0, start), min(self.w, end)):
            self.cells[y][x] = " "

    def move(self, x, y):
        self.x = min(max(x, 0), self.w - 1)
        self.y = min(max(y, 0), self.h - 1)

    def erase(self, final, mode):
        first = 0 if mode else self.x
        last = self.x + 1 if mode == 1 else self.w
        self.blank(self.y, first, last)
        if final == "K":
            return
        for y in range(self.h):
            if mode == 2 or (y > self.y if mode == 0 else y < self.y):
                self.blank(y, 0, self.w)

    def sequence(self, final, p):
        n = p[0] or 1
        row = self.cells[self.y]
        self.x = min(self.x, self.w - 1)  # not yet in the next row
        if final in "Hf":
            self.move((p[1] if len(p) > 1 else 1) - 1, n - 1)
        elif final in "ABCD":
            dx, dy = {"A": (0, -n), "B": (0, n), "C": (n, 0),
                      "D": (-n, 0)}[final]
            self.move(self.x + dx, self.y + dy)
        elif final in "G`":
            self.move(n - 1, self.y)
        elif final == "d":
            self.move(self.x, n - 1)
        elif final in "JK":
            self.erase(final, p[0])
        elif final == "X":
            self.blank(self.y, self.x, self.x + n)
        elif final == "@":
            row[self.x:] = ([" "] * n + row[self.x:])[:self.w - self.x]
        elif final == "P":
            row[self.x:] = (row[self.x + n:] + [" "] * n)[:self.w - self.x]
        elif final in "LM":
            self.roll(self.y, n if final == "L" else -n)
        elif final in "ST":
            self.roll(self.top, -n if final == "S" else n)
        elif final == "r":
            self.top = n - 1
            self.bottom = (p[1] if len(p) > 1 and p[1] else self.h) - 1
            self.move(0, 0)
        elif final == "b":
            for _ in range(n):
                self.put(self.last)
