# SEM-8: woken, then cancelled before its turn: the permit passes to the next waiter
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(s, name):
    try:
        await s.acquire()
        say(f"{name} in")
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def main():
    s = Semaphore(0)
    a, b = spawn("A", w, s, "A"), spawn("B", w, s, "B")
    await sleep(1)
    s.release()
    a.cancel()
    await wait([a, b])
    say(f"locked {yn(s.locked())}")
    s.release()
    say(f"locked {yn(s.locked())}")

run(main)
