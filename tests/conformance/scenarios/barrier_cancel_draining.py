# BAR-7: cancelled while it drains: that one gets Cancelled, the others pass, the
# next round is fine
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name):
    try:
        say(f"{name} leaves with {await b.wait()}")
    except Cancelled:
        say(f"{name} Cancelled")
        raise

async def main():
    b = Barrier(3)
    a, c = spawn("A", w, b, "A"), spawn("C", w, b, "C")
    await sleep(1)
    say(f"main leaves with {await b.wait()}")
    a.cancel()
    await wait([a, c])
    say(f"waiting {b.n_waiting} broken {yn(b.broken)}")
    await wait([spawn(n, w, b, n) for n in ("D", "E", "F")])

run(main)
