# TG-17: a body that turns an outside cancel into an error: an ErrorGroup of it
# CPython 3.13 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def boss():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "W", sleep, 1000)
            try:
                await sleep(1000)
            except Cancelled:
                raise Err("instead")
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    try:
        await sleep(5)
        say("slept")
    except Cancelled:
        say("Cancelled afterwards")
        raise

async def main():
    b = spawn("boss", boss)
    await sleep(10)
    b.cancel()
    await wait([b])
    say(f"boss cancelled {yn(b.cancelled())}")

run(main)
