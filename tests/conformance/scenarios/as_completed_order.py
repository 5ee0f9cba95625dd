# AC-1: tasks are handed out in the order in which they end
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    await sleep(ms)
    return name

async def main():
    ts = [spawn(n, w, n, ms) for n, ms in (("A", 30), ("B", 10), ("C", 20), ("D", 10))]
    for c in as_completed(ts):
        say(f"got {await c}")
    say("end")

run(main)
