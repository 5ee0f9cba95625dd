# SEM-2, SEM-3: at most n at a time, in FIFO order
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(s, i):
    async with s:
        say(f"{i} in")
        await sleep(10 * i)
        say(f"{i} out")

async def main():
    s = Semaphore(2)
    await gather(*[spawn(str(i), w, s, i) for i in (1, 2, 3, 4, 5)])
    say(f"locked {yn(s.locked())}")

run(main)
