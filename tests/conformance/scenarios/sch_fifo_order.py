# SCH-1, SCH-2: entries run in the order in which they were made ready; what
# becomes ready in a pass runs in the next one
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, n):
    for i in range(n):
        say(f"{name} {i}")
        if i == 0:
            spawn(name + "'", leaf, name + "'")
        await sleep(0)

async def leaf(name):
    say(f"{name} runs")

async def main():
    spawn("A", w, "A", 3)
    spawn("B", w, "B", 2)
    for i in range(4):
        say(f"main {i}")
        await sleep(0)

run(main)
