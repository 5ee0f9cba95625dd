# AG-5: asking for the next item while one is being produced is an error
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers():
    for i in range(2):
        await sleep(10)
        yield i

async def consumer(s, name):
    try:
        async for v in s:
            say(f"{name} got {v}")
    except RuntimeError:
        say(f"{name} refused")

async def main():
    s = numbers()
    a, b = spawn("A", consumer, s, "A"), spawn("B", consumer, s, "B")
    await wait([a, b])

run(main)
