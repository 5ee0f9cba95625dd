# TG-4, TG-5, TG-6: all children are awaited, cleanup included; the errors come in
# the order in which the children ended, the body's own last; a cancellation is
# none
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, error):
    try:
        await sleep(1000)
    except Cancelled:
        await sleep(ms)
        say(f"{name} ends")
        if error:
            raise Err(name)
        raise

async def bad():
    await sleep(10)
    raise Err("bad")

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "A", w, "A", 30, True)
            tg_spawn(tg, "B", w, "B", 10, True)
            tg_spawn(tg, "C", w, "C", 20, False)
            tg_spawn(tg, "bad", bad)
            try:
                await sleep(1000)
            except Cancelled:
                raise Err("body")
    except ErrorGroup as e:
        say(kind(e))

run(main)
