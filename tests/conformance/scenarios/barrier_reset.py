# BAR-9: reset: those who wait get BrokenBarrier, the barrier is new
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name):
    try:
        say(f"{name} leaves with {await b.wait()}")
    except BrokenBarrier as e:
        say(f"{name} {kind(e)}, broken {yn(b.broken)}")

async def main():
    b = Barrier(3)
    ts = [spawn("A", w, b, "A"), spawn("C", w, b, "C")]
    await sleep(1)
    await b.reset()
    say(f"reset, broken {yn(b.broken)} waiting {b.n_waiting}")
    ts += [spawn(n, w, b, n) for n in ("D", "E", "F")]
    await wait(ts)
    await b.reset()
    say(f"reset, broken {yn(b.broken)} waiting {b.n_waiting}")

run(main)
