# EVT-2, EVT-3, EVT-6: a cancelled waiter leaves the list; cancel and set in one
# turn, in either order, is Cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ev):
    try:
        await ev.wait()
        say(f"{name} woken")
    except Cancelled:
        say(f"{name} Cancelled, set {yn(ev.is_set())}")
        raise

async def main():
    ev = Event()
    a, b, c, d = [spawn(n, w, n, ev) for n in ("A", "B", "C", "D")]
    await sleep(5)
    a.cancel()
    await sleep(5)
    b.cancel()
    ev.set()
    ev.set()
    d.cancel()
    await wait([a, b, c, d])
    say(f"set {yn(ev.is_set())}")

run(main)
