# LOCK-5: when all waiters are cancelled a newcomer takes the lock at once
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, l):
    try:
        await l.acquire()
        say(f"{name} in")
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def main():
    l = Lock()
    await l.acquire()
    a, b = spawn("A", w, "A", l), spawn("B", w, "B", l)
    await sleep(1)
    a.cancel()
    b.cancel()
    l.release()
    await l.acquire()
    say(f"main has it, locked {yn(l.locked())}")
    await wait([a, b])
    say(f"locked {yn(l.locked())}")
    l.release()
    say(f"locked {yn(l.locked())}")

run(main)
