# LOCK-2: waiters get the lock in the order in which they asked
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(l, name):
    async with l:
        say(f"{name} in")
        await sleep(10)
        say(f"{name} out")

async def main():
    l = Lock()
    for n in ("A", "B", "C"):
        spawn(n, w, l, n)
    await sleep(5)
    say(f"locked {yn(l.locked())}")
    async with l:
        say("main in")

run(main)
