# AG-3: leaving early and closing runs the producer's cleanup, and waits for it
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers():
    try:
        for i in range(1, 100):
            await sleep(10)
            yield i
    finally:
        say("producer cleanup")
        await sleep(5)
        say("producer cleaned")

async def main():
    s = numbers()
    async for v in s:
        say(f"got {v}")
        if v == 2: break
    say("closing")
    await s.aclose()
    say("closed")

run(main)
