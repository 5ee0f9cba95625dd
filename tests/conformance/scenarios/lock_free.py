# LOCK-1, LOCK-3: a free lock is taken without suspension; after a release it is
# unlocked until the woken waiter runs, and only the first waiter is woken
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, l):
    await l.acquire()
    say(f"{name} in")
    await sleep(0)
    l.release()

async def other():
    say("other runs")

async def main():
    l = Lock()
    spawn("other", other)
    say(f"acquire {yn(await l.acquire())} locked {yn(l.locked())}")
    a, b = spawn("A", w, "A", l), spawn("B", w, "B", l)
    await sleep(5)
    l.release()
    say(f"released, locked {yn(l.locked())}")
    await sleep(0)
    say(f"a turn later, locked {yn(l.locked())}")
    await wait([a, b])
    say(f"locked {yn(l.locked())}")

run(main)
