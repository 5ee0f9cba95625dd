# BAR-8: after abort present and future waiters get BrokenBarrier, until reset
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name):
    try:
        say(f"{name} leaves with {await b.wait()}")
    except BrokenBarrier as e:
        say(f"{name} {kind(e)}")

async def main():
    b = Barrier(3)
    ts = [spawn("A", w, b, "A"), spawn("C", w, b, "C")]
    await sleep(1)
    await b.abort()
    say(f"aborted, broken {yn(b.broken)} waiting {b.n_waiting}")
    await wait(ts)
    await w(b, "main")
    await b.reset()
    say(f"reset, broken {yn(b.broken)}")
    await wait([spawn(n, w, b, n) for n in ("D", "E", "F")])

run(main)
