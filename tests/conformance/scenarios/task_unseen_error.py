# TASK-8, TASK-9: an error that nobody retrieves disturbs no other task
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad(ms):
    await sleep(ms)
    raise Err("unseen")

async def good():
    for i in range(4):
        say(f"good {i}")
        await sleep(5)

async def main():
    spawn("bad1", bad, 0)
    b = spawn("bad2", bad, 7)
    g = spawn("good", good)
    await sleep(8)
    say(f"cancel {yn(b.cancel())} cancelled {yn(b.cancelled())}")
    await g

run(main)
