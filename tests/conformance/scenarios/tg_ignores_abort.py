# TG-32: a child that ignores the abort is waited for
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def stubborn():
    try:
        await sleep(1000)
    except Cancelled:
        say("stubborn swallows")
    await sleep(50)
    say("stubborn ends")

async def bad():
    await sleep(10)
    raise Err("boom")

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "S", stubborn)
            tg_spawn(tg, "bad", bad)
    except ErrorGroup as e:
        say(kind(e))

run(main)
