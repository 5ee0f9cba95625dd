# LOCK-8, LOCK-9: a wake-up whose waiter is cancelled before its turn is passed
# on, again and again, and there are never two holders
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

held = 0

async def w(name, l):
    global held
    try:
        await l.acquire()
    except Cancelled:
        say(f"{name} cancelled, holders {held}")
        raise
    held += 1
    say(f"{name} in, holders {held}")
    await sleep(5)
    held -= 1
    l.release()

async def main():
    l = Lock()
    await l.acquire()
    ts = [spawn(n, w, n, l) for n in ("A", "B", "C", "D", "E")]
    await sleep(1)
    l.release()
    ts[0].cancel()
    await sleep(0)
    ts[1].cancel()
    await sleep(0)
    ts[2].cancel()
    say("three cancelled")
    await wait(ts)
    say(f"locked {yn(l.locked())} holders {held}")
    await l.acquire()
    ts = [spawn(n, w, n, l) for n in ("F", "G")]
    await sleep(1)
    l.release()
    ts[0].cancel()
    ts[1].cancel()
    await wait(ts)
    say(f"locked {yn(l.locked())}")

run(main)
