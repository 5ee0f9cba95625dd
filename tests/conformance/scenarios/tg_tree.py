# TG-34: a tree of groups unwinds from the leaves up
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def node(name, depth, fails):
    try:
        async with TaskGroup() as tg:
            if depth:
                for i in (1, 2):
                    child = name + str(i)
                    tg_spawn(tg, child, node, child, depth - 1, fails)
            elif name == fails:
                await sleep(10)
                say(f"{name} raises")
                raise Err(name)
            else:
                await sleep(1000)
    except BaseException as e:
        say(f"{name} leaves with {kind(e)}")
        raise

async def main():
    try:
        await spawn("T", node, "T", 2, "T12")
    except ErrorGroup as e:
        say(kind(e))
    t = spawn("T", node, "T", 2, "")
    await sleep(5)
    t.cancel()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")

run(main)
