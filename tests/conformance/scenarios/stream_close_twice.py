# AG-3, AG-4: leaving the loop does not run the cleanup, close does and awaits it;
# again, after the end, or before the first item, it does nothing
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers(n):
    try:
        for i in range(n):
            yield i
    finally:
        say("cleanup")
        await sleep(5)
        say("cleaned")

async def main():
    s = numbers(9)
    async for v in s:
        say(f"got {v}")
        break
    await sleep(5)
    say("closing")
    await s.aclose()
    say("closed")
    await s.aclose()
    s = numbers(1)
    async for v in s:
        say(f"got {v}")
    await s.aclose()
    s = numbers(1)
    await s.aclose()
    async for v in s:
        say("never")
    say("end")

run(main)
