# TASK-10: tasks have a name; the one they are given, or Task-N
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    await sleep(1)
    return current().get_name()

async def main():
    a = spawn("Anna", w)
    b = asyncio.create_task(w())
    c = spawn("Anna", w)
    say(f"{a.get_name()} {yn(b.get_name().startswith('Task-'))} {c.get_name()}")
    r = await gather(a, b, c)
    say(f"{r[0]} {yn(r[1] == b.get_name())} {r[2]}")

run(main)
