# AG-6: a producer that swallows the cancellation goes on producing
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers():
    for i in range(3):
        try:
            await sleep(10)
        except Cancelled:
            say("producer swallows")
        yield i

async def consumer():
    async for v in numbers():
        say(f"got {v}")
    return "all"

async def main():
    t = spawn("C", consumer)
    await sleep(15)
    t.cancel()
    say(await t)
    say(f"cancelling {t.cancelling()}")

run(main)
