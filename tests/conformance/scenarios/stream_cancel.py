# AG-6: cancelling the consumer raises Cancelled in the producer first, whose
# cleanup runs, and then in the consumer; a deadline does the same
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers():
    try:
        for i in range(9):
            await sleep(10)
            yield i
    except Cancelled:
        say(f"producer Cancelled in {current().get_name()}")
        await sleep(5)
        say("producer cleaned")
        raise

async def consumer():
    try:
        async for v in numbers():
            say(f"got {v}")
    except Cancelled:
        say("consumer Cancelled")
        raise

async def main():
    t = spawn("C", consumer)
    await sleep(25)
    t.cancel()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")
    async def timed():
        try:
            async with timeout(15):
                async for v in numbers():
                    say(f"got {v}")
        except Timeout:
            say("Timeout")
    await spawn("D", timed)

run(main)
