# BAR-1, BAR-2, BAR-3: all leave when the last arrives; indices are the arrival order
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name, ms):
    await sleep(ms)
    say(f"{name} arrives, waiting {b.n_waiting}")
    i = await b.wait()
    say(f"{name} leaves with {i}")

async def main():
    b = Barrier(3)
    await gather(w(b, "A", 30), w(b, "B", 10), w(b, "C", 20))
    say(f"waiting {b.n_waiting} broken {yn(b.broken)}")

run(main)
