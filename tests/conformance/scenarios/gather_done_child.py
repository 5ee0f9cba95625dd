# GA-16: children that had ended before, among others that had not
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, fails):
    await sleep(ms)
    if fails:
        raise Err(name)
    return name

async def main():
    a, b = spawn("A", w, "A", 1, False), spawn("B", w, "B", 2, True)
    await wait([a, b])
    c = spawn("C", w, "C", 5, False)
    say(" ".join(await gather(a, c)))
    c = spawn("C", w, "C", 5, False)
    try:
        await gather(c, a, b)
    except Err as e:
        say(f"caught {kind(e)}, C done {yn(c.done())}")
    for x in await gather(b, c, a, return_exceptions=True):
        say(kind(x) if isinstance(x, BaseException) else x)

run(main)
