# LOCK-6, LOCK-8: a wait that meets its deadline leaves no trace, also when the
# lock is released at that instant
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, l, ms):
    try:
        async with timeout(ms):
            async with l:
                say(f"{name} in")
                await sleep(50)
    except Timeout:
        say(f"{name} Timeout")

async def main():
    l = Lock()
    await l.acquire()
    a, b = spawn("A", w, "A", l, 10), spawn("B", w, "B", l, 500)
    c = spawn("C", w, "C", l, 5)
    await sleep(10)
    l.release()
    await wait([a, b, c])
    say(f"locked {yn(l.locked())}")

run(main)
