# TG-15: an outside cancel and child errors: the ErrorGroup wins, and the cancel
# strikes at the next suspension
# CPython 3.13 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        raise Err("cleanup failed")

async def boss(in_body):
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "W", w)
            if in_body:
                await sleep(1000)
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    try:
        await sleep(50)
        say("slept")
    except Cancelled:
        say(f"Cancelled afterwards, cancelling {current().cancelling()}")
        raise

async def main():
    for in_body in (True, False):
        b = spawn("boss", boss, in_body)
        await sleep(10)
        b.cancel()
        await wait([b])
        say(f"boss cancelled {yn(b.cancelled())}")

run(main)
