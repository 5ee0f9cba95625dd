# BAR-4, BAR-5: it is used again; who arrives while it drains waits until it is
# empty, and belongs to the next round
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name, rounds):
    for i in range(rounds):
        r = await b.wait()
        say(f"{name} round {i} index {r}")

async def main():
    b = Barrier(2)
    await gather(w(b, "A", 3), w(b, "B", 3))
    b = Barrier(2)
    ts = [spawn(n, w, b, n, 1) for n in ("C", "D", "E", "F")]
    await wait(ts)
    b = Barrier(3)
    ts = [spawn(n, w, b, n, 2) for n in ("G", "H", "I")]
    await wait(ts)
    say(f"waiting {b.n_waiting}")

run(main)
