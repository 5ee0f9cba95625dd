# TASK-4: awaiting a failed task raises its error, each time, without suspending
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    raise Err("boom")

async def other(t, name):
    try:
        await t
    except Err as e:
        say(f"{name} caught {kind(e)}")

async def main():
    t = spawn("bad", bad)
    a = spawn("A", other, t, "A")
    b = spawn("B", other, t, "B")
    await wait([a, b])
    for i in range(2):
        try:
            await t
        except Err as e:
            say(f"main caught {kind(e)}")
    say(f"error {kind(t.exception())}")

run(main)
