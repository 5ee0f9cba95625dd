# TG-8, TG-9: the internal cancel of the body is taken back, the task is usable; a
# body that swallows it gets the ErrorGroup all the same
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(10)
    raise Err("boom")

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "bad", bad)
            await sleep(1000)
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    await sleep(5)
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "bad", bad)
            try:
                await sleep(1000)
            except Cancelled:
                say(f"swallowed, cancelling {current().cancelling()}")
            await sleep(5)
            say("body goes on")
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    await sleep(5)
    say("end")

run(main)
