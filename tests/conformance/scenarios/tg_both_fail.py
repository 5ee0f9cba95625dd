# TG-21: an outer and an inner child fail in one turn: the outer error first, then
# the inner group
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad(name):
    await sleep(10)
    raise Err(name)

async def main():
    for outer_first in (True, False):
        try:
            async with TaskGroup() as g1:
                if outer_first:
                    tg_spawn(g1, "O", bad, "outer")
                try:
                    async with TaskGroup() as g2:
                        tg_spawn(g2, "I", bad, "inner")
                        if not outer_first:
                            tg_spawn(g1, "O", bad, "outer")
                        await sleep(1000)
                except ErrorGroup as e:
                    say(f"inner {kind(e)} cancelling {current().cancelling()}")
                    raise
        except ErrorGroup as e:
            say(f"outer {kind(e)} cancelling {current().cancelling()}")
        await sleep(5)
        say("goes on")

run(main)
