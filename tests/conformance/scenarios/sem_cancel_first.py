# SEM-5, SEM-6: a cancelled waiter does not upset the order, and a release skips
# it
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, s):
    try:
        async with s:
            say(f"{name} in")
            await sleep(5)
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def main():
    s = Semaphore(1)
    ts = [spawn(n, w, n, s) for n in ("A", "B", "C", "D")]
    await sleep(1)
    ts[1].cancel()
    await sleep(4)
    ts[2].cancel()
    await wait(ts)
    say(f"locked {yn(s.locked())}")
    s = Semaphore(0)
    ts = [spawn(n, w, n, s) for n in ("E", "F")]
    await sleep(1)
    ts[0].cancel()
    s.release()
    say("cancelled E, then released")
    await wait(ts)
    say(f"locked {yn(s.locked())}")

run(main)
