# SEM-14: an acquire that met its deadline takes no permit, also when a permit
# comes at that instant
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, s, ms):
    try:
        async with timeout(ms):
            await s.acquire()
            say(f"{name} in")
    except Timeout:
        say(f"{name} Timeout")

async def main():
    s = Semaphore(0)
    ts = [spawn("A", w, "A", s, 5), spawn("B", w, "B", s, 10), spawn("C", w, "C", s, 500)]
    await sleep(10)
    s.release()
    await wait(ts)
    say(f"locked {yn(s.locked())}")
    s.release()
    say(f"locked {yn(s.locked())}")

run(main)
