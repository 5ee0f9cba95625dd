# AC-5: a timeout that was not needed leaves no timer
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    return name

async def main():
    for c in as_completed([spawn("A", w, "A", 5), spawn("B", w, "B", 10)], 10000):
        say(f"got {await c}")
    await sleep(10)
    say("end")

run(main)
