# BAR-6: a cancelled waiter withdraws; the barrier is not broken
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name):
    try:
        say(f"{name} leaves with {await b.wait()}")
    except Cancelled:
        say(f"{name} Cancelled, waiting {b.n_waiting}")
        raise

async def main():
    b = Barrier(3)
    a, c = spawn("A", w, b, "A"), spawn("C", w, b, "C")
    await sleep(1)
    a.cancel()
    await wait([a])
    say(f"waiting {b.n_waiting} broken {yn(b.broken)}")
    d, e = spawn("D", w, b, "D"), spawn("E", w, b, "E")
    await wait([c, d, e])

run(main)
