# TG-19: the failure of an inner group is the body's error of the outer one
# CPython 3.13 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad(name, ms):
    await sleep(ms)
    raise Err(name)

async def main():
    try:
        async with TaskGroup() as g1:
            tg_spawn(g1, "O", sleep, 1000)
            async with TaskGroup() as g2:
                tg_spawn(g2, "I", sleep, 1000)
                async with TaskGroup() as g3:
                    tg_spawn(g3, "A", bad, "A", 10)
                    tg_spawn(g3, "B", bad, "B", 10)
    except ErrorGroup as e:
        say(kind(e))
    say(f"cancelling {current().cancelling()}")
    await sleep(5)
    say("end")

run(main)
