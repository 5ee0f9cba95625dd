# GA-7, GA-9: collecting errors, a cancelled child is an entry Cancelled
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, fails):
    await sleep(ms)
    if fails:
        raise Err(name)
    return name

async def main():
    a, b, c = spawn("A", w, "A", 30, False), spawn("B", w, "B", 20, True), spawn("C", w, "C", 100, False)
    async def striker():
        await sleep(10)
        c.cancel()
    spawn("S", striker)
    for x in await gather(a, b, c, return_exceptions=True):
        say(kind(x) if isinstance(x, BaseException) else x)
    say(f"cancelling {current().cancelling()}")

run(main)
