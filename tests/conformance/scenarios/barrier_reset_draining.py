# BAR-10, BAR-11: reset and abort while it drains let the draining ones out; those
# who are held back at the door go on, or get BrokenBarrier
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name):
    try:
        say(f"{name} leaves with {await b.wait()}")
    except BrokenBarrier as e:
        say(f"{name} {kind(e)}")

async def main():
    for how in ("reset", "abort"):
        b = Barrier(3)
        ts = [spawn(n, w, b, n) for n in ("A", "B")]
        await sleep(1)
        ts += [spawn(n, w, b, n) for n in ("C", "D", "E")]
        await sleep(0)
        say(f"{how}, waiting {b.n_waiting}")
        await getattr(b, how)()
        await wait(ts, "ALL_COMPLETED", 10)
        say(f"broken {yn(b.broken)} waiting {b.n_waiting}")
        await b.reset()
        await wait(ts)

run(main)
