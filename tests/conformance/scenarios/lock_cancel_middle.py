# LOCK-6, LOCK-7: a cancelled waiter leaves the line and the others keep their
# places; cancelled and released in one turn, the next live one gets it
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, l):
    try:
        await l.acquire()
    except Cancelled:
        say(f"{name} cancelled")
        raise
    say(f"{name} in")
    await sleep(5)
    l.release()

async def main():
    l = Lock()
    await l.acquire()
    ts = [spawn(n, w, n, l) for n in ("A", "B", "C", "D")]
    await sleep(1)
    ts[1].cancel()
    await sleep(1)
    ts[0].cancel()
    l.release()
    say("cancelled A, released")
    await wait(ts)
    say(f"locked {yn(l.locked())}")

run(main)
