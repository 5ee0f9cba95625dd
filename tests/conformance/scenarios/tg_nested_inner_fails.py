# TG-19: the inner group fails, its ErrorGroup is the body error of the outer
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
            tg_spawn(g1, "O", w, "O")
            try:
                async with TaskGroup() as g2:
                    tg_spawn(g2, "I", w, "I")
                    tg_spawn(g2, "B", bad)
            except ErrorGroup as e:
                say(f"inner {kind(e)}")
                raise
    except ErrorGroup as e:
        say(f"outer {kind(e)}")

run(main)
