# TG-12, TG-13: an outside cancel, while the parent is in the body or waits at the
# end of the block: children are cancelled and awaited, Cancelled is raised, the
# count is kept
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(5)
        say(f"{name} cleaned")
        raise

async def boss(in_body):
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "A", w, "A")
            tg_spawn(tg, "B", w, "B")
            if in_body:
                try:
                    await sleep(1000)
                except Cancelled:
                    say("body cancelled")
                    raise
    except Cancelled:
        say(f"boss Cancelled, cancelling {current().cancelling()}")
        raise

async def main():
    for in_body in (True, False):
        b = spawn("boss", boss, in_body)
        await sleep(10)
        b.cancel()
        await wait([b])
        say(f"boss cancelled {yn(b.cancelled())}")

run(main)
