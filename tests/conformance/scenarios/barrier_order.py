# BAR-1, BAR-2: the last to arrive does not wait; the others are woken in the
# order of arrival; each gets its index
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name, ms):
    await sleep(ms)
    say(f"{name} leaves with {await b.wait()}")

async def main():
    b = Barrier(4)
    say(f"parties {b.parties}")
    ts = [spawn(n, w, b, n, ms) for n, ms in (("A", 3), ("B", 1), ("C", 2))]
    await sleep(10)
    say(f"main leaves with {await b.wait()}")
    await wait(ts)

run(main)
