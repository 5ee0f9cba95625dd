# SEM-11: newcomers who queued behind a woken waiter although there were permits
# are woken all at once
# CPython 3.13 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, s):
    await s.acquire()
    say(f"{name} in")

async def ticker():
    for i in range(5):
        say(f"tick {i}")
        await sleep(0)

async def main():
    for permits in (4, 3):
        s = Semaphore(0)
        ts = [spawn("A", w, "A", s)]
        await sleep(1)
        ts += [spawn(n, w, n, s) for n in ("B", "C", "D")]
        for i in range(permits):
            s.release()
        say(f"value {s._value} locked {yn(s.locked())}")
        spawn("ticker", ticker)
        await sleep(0)
        say(f"value {s._value} locked {yn(s.locked())}")
        await wait(ts, "ALL_COMPLETED", 5)
        say(f"value {s._value} locked {yn(s.locked())}")
        s.release()
        await wait(ts)

run(main)
