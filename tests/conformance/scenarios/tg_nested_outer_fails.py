# TG-20: a child of the outer group fails: the inner block is cancelled and raises
# Cancelled; the outer ErrorGroup has one level
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
        async with TaskGroup() as g1:
            tg_spawn(g1, "bad", bad)
            tg_spawn(g1, "O", w, "O")
            try:
                async with TaskGroup() as g2:
                    tg_spawn(g2, "I", w, "I")
            except Cancelled:
                say("inner block Cancelled")
                raise
    except ErrorGroup as e:
        say(kind(e))
    say(f"cancelling {current().cancelling()}")

run(main)
