# CAN-4: a task cancelled before its first step never runs
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} runs")

async def main():
    a, b = spawn("A", w, "A"), spawn("B", w, "B")
    a.cancel()
    say(f"done {yn(a.done())}")
    try:
        await a
    except Cancelled:
        say(f"A cancelled {yn(a.cancelled())} cancelling {a.cancelling()}")
    await b

run(main)
