# AG-2: its error comes out of the loop, and it is finished then
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def numbers():
    yield 1
    await sleep(5)
    raise Err("boom")

async def main():
    s = numbers()
    try:
        async for v in s:
            say(f"got {v}")
    except Err as e:
        say(f"caught {kind(e)}")
    async for v in s:
        say("never")
    say("end")

run(main)
