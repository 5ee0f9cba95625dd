# EVT-1, EVT-2, EVT-3: set wakes all waiters in the order they came; a set event never blocks
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(e, name):
    await e.wait()
    say(f"{name} awake")

async def main():
    e = Event()
    ts = [spawn(n, w, e, n) for n in ("A", "B", "C")]
    await sleep(10)
    say("setting")
    e.set()
    e.set()
    say(f"set {yn(e.is_set())}")
    await e.wait()
    say("main did not block")
    await gather(*ts)

run(main)
