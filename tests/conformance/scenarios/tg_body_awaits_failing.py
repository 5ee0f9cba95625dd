# TG-31: a body that awaits the failing child gets Cancelled, since the group
# hears of the end first (CAN-17); the child's error is in the ErrorGroup
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(10)
    raise Err("boom")

async def main():
    try:
        async with TaskGroup() as tg:
            t = tg_spawn(tg, "bad", bad)
            try:
                await t
            except BaseException as e:
                say(f"body caught {kind(e)}, child {kind(t.exception())}")
                raise
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    try:
        async with TaskGroup() as tg:
            t = tg_spawn(tg, "bad", bad)
            try:
                await t
            except BaseException as e:
                say(f"body swallows {kind(e)}")
            await sleep(5)
            say("body goes on")
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")

run(main)
