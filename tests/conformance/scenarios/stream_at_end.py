# AG-8: at the end of the program the streams left open are closed, after all
# tasks have been cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers(name, ms):
    try:
        for i in range(9):
            yield i
    finally:
        await sleep(ms)
        say(f"{name} cleaned")

streams = []

async def w():
    try:
        async for v in streams[0]:
            say(f"w got {v}")
            await sleep(1000)
    except Cancelled:
        say("w Cancelled")
        await sleep(5)
        raise

async def main():
    streams.append(numbers("A", 5))
    streams.append(numbers("B", 7))
    streams.append(numbers("never asked", 6))
    spawn("W", w)
    async for v in streams[1]:
        say(f"main got {v}")
        break
    await sleep(5)
    say("main ends")

run(main)
