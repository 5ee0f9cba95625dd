# TG-30: a body that never waits long sees a child's error at a suspension, three
# turns later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    say("bad raises")
    raise Err("boom")

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "bad", bad)
            for i in range(6):
                say(f"body {i}")
                await sleep(0)
            say("never")
    except ErrorGroup as e:
        say(kind(e))

run(main)
