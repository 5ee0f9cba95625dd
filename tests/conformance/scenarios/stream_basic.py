# AG-1: an asynchronous generator and its consumer
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers(n):
    for i in range(1, n + 1):
        await sleep(10)
        yield i

async def main():
    total = 0
    async for v in numbers(4):
        say(f"got {v}")
        total += v
    say(f"total {total}")

run(main)
