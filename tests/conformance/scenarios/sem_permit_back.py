# SEM-8, SEM-9: woken and then cancelled: the permit passes to the next waiter, or
# goes back
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, s):
    try:
        await s.acquire()
        say(f"{name} in")
    except Cancelled:
        say(f"{name} cancelled, locked {yn(s.locked())}")
        raise

async def main():
    s = Semaphore(0)
    ts = [spawn(n, w, n, s) for n in ("A", "B", "C")]
    await sleep(1)
    s.release()
    s.release()
    ts[0].cancel()
    ts[1].cancel()
    await wait(ts)
    say(f"locked {yn(s.locked())}")
    await s.acquire()
    say(f"main in, locked {yn(s.locked())}")
    t = spawn("D", w, "D", s)
    await sleep(1)
    s.release()
    t.cancel()
    await wait([t])
    say(f"locked {yn(s.locked())}")

run(main)
