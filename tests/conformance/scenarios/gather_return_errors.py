# GA-7: errors become entries and nothing is raised
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, err):
    await sleep(ms)
    if err: raise Err(err)
    return name

async def main():
    r = await gather(spawn("A", w, "A", 20, None), spawn("B", w, "B", 10, "boom"),
                     spawn("C", w, "C", 5, None), return_exceptions=True)
    for x in r:
        say(f"error {kind(x)}" if isinstance(x, BaseException) else f"value {x}")

run(main)
