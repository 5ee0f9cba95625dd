# AC-4: an end and the timeout at one instant: the earlier registered decides
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    say(f"{name} ends")
    return name

async def main():
    a = spawn("A", w, "A", 10)
    await sleep(0)
    try:
        for c in as_completed([a], 10):
            say(f"got {await c}")
    except Timeout:
        say("Timeout")
    async def later():
        await sleep(4)
        await sleep(6)
        say("late ends")
        return "late"
    b = spawn("B", later)
    try:
        for c in as_completed([b], 10):
            say(f"got {await c}")
    except Timeout:
        say("Timeout")
    await sleep(5)

run(main)
