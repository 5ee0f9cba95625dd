# AC-6, AC-8: each task is given once, however often it is named
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    return name

async def main():
    a, b = spawn("A", w, "A", 20), spawn("B", w, "B", 10)
    n = 0
    for c in as_completed([a, b, a, a, b]):
        say(f"got {await c}")
        n += 1
    say(f"{n} items")

run(main)
