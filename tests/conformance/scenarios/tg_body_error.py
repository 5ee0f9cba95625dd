# TG-6, TG-7: an error in the body cancels the children; it comes last in the group
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, err):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        if err: raise Err(err)
        raise

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "A", w, "A", None)
            tg_spawn(tg, "B", w, "B", "B cleanup")
            await sleep(10)
            say("body raises")
            raise Err("body")
    except ErrorGroup as e:
        say(kind(e))

run(main)
