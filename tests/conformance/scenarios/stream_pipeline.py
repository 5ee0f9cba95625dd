# AG-1, AG-3: streams on streams: one item at a time; closing the outer one closes
# the inner one where it does so itself
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers():
    try:
        for i in range(1, 9):
            await sleep(5)
            yield i
    finally:
        say("numbers closed")

async def squares(s):
    try:
        async for v in s:
            yield v * v
    finally:
        await s.aclose()
        say("squares closed")

async def main():
    s = squares(numbers())
    async for v in s:
        say(f"got {v}")
        if v == 9:
            break
    await s.aclose()
    say("end")

run(main)
