# a timed-out get takes nothing; the item stays for the next
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    q = Queue()
    try:
        async with timeout(10):
            await q.get()
    except Timeout:
        say("nothing came")
    async def later():
        await sleep(10)
        q.put_nowait("exact")
        say("put at the deadline")
    spawn("L", later)
    try:
        async with timeout(10):
            say(f"got {await q.get()}")
    except Timeout:
        say(f"Timeout, size {q.qsize()}")
    await sleep(5)
    say(f"now {await q.get()}")

run(main)
