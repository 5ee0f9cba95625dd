# TG-29: a child's own Timeout is an ordinary error
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def slow():
    async with timeout(10):
        await sleep(1000)

async def main():
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "slow", slow)
            tg_spawn(tg, "W", sleep, 1000)
    except ErrorGroup as e:
        say(kind(e))

run(main)
