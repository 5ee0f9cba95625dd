# LOCK-8: cancelled after the hand-off but before its turn: the next waiter gets the lock
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(l, name):
    try:
        await l.acquire()
    except Cancelled:
        say(f"{name} cancelled, locked {yn(l.locked())}")
        raise
    say(f"{name} in")
    l.release()

async def main():
    l = Lock()
    await l.acquire()
    b, c = spawn("B", w, l, "B"), spawn("C", w, l, "C")
    await sleep(1)
    l.release()
    b.cancel()
    say("released and cancelled B")
    await wait([b, c])
    say(f"locked {yn(l.locked())}")

run(main)
