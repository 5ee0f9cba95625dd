# RUN-9: nothing is ready and no timer is left: the program ends
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, first, second):
    async with first:
        say(f"{name} has one")
        await sleep(5)
        async with second:
            say("never")

async def main():
    a, b = Lock(), Lock()
    t, u = spawn("A", w, "A", a, b), spawn("B", w, "B", b, a)
    await gather(t, u)

run(main)
