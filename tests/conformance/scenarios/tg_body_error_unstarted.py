# TG-7: after an error of the body children are cancelled, those that have not
# started never run; even a single error comes in an ErrorGroup
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} starts")
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "A", w, "A")
            await sleep(0)
            b = tg_spawn(tg, "B", w, "B")
            raise Err("body")
    except ErrorGroup as e:
        say(f"{kind(e)}, B cancelled {yn(b.cancelled())}")

run(main)
