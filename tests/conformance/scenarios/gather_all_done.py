# GA-17: a gather of ended tasks does not suspend
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, fails):
    if fails:
        raise Err(name)
    return name

async def ticker():
    for i in range(3):
        say(f"tick {i}")
        await sleep(0)

async def main():
    a, b, c = spawn("A", w, "A", False), spawn("B", w, "B", True), spawn("C", w, "C", True)
    await wait([a, b, c])
    spawn("ticker", ticker)
    say(" ".join(await gather(a, a)))
    say("no turn passed")
    try:
        await gather(a, c, b)
    except Err as e:
        say(f"caught {kind(e)}")
    for x in await gather(b, a, c, return_exceptions=True):
        say(kind(x) if isinstance(x, BaseException) else x)
    await sleep(0)
    say("end")

run(main)
