# TG-3: the first error cancels the siblings in the order of spawning, and the
# body
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def bad():
    await sleep(10)
    raise Err("boom")

async def main():
    try:
        async with TaskGroup() as tg:
            for n in ("D", "B"):
                tg_spawn(tg, n, w, n)
            tg_spawn(tg, "bad", bad)
            for n in ("C", "A"):
                tg_spawn(tg, n, w, n)
            try:
                await sleep(1000)
            except Cancelled:
                say("body cancelled")
                raise
    except ErrorGroup as e:
        say(kind(e))

run(main)
