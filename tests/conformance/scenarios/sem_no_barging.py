# SEM-2, SEM-3: first come first served; the releaser queues behind the waiters
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, s, turns):
    for i in range(turns):
        async with s:
            say(f"{name} in {i}")
            await sleep(1)

async def main():
    s = Semaphore(1)
    ts = [spawn(n, w, n, s, 2) for n in ("A", "B", "C")]
    await sleep(1)
    async with s:
        say("main in")
    await wait(ts)

run(main)
