# SCH-7, SLP-3: a timer that was cancelled never fires and holds nothing back
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    a = spawn("A", sleep, 10000)
    async with timeout(20000):
        await sleep(1)
    await wait_for(30000, spawn("B", sleep, 2))
    a.cancel()
    await wait([a])
    say(f"A cancelled {yn(a.cancelled())}")
    q = Queue()
    try:
        await wait_for(5, spawn("get", q.get))
    except Timeout:
        say("Timeout")

run(main)
