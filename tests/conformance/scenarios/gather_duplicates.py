# GA-3: the same task twice is awaited once, its result given twice
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    say("runs once")
    await sleep(5)
    return "x"

async def main():
    t = spawn("T", w)
    u = spawn("U", sleep, 1, "u")
    say(" ".join(await gather(t, u, t, t)))
    b = spawn("B", w)
    r = await gather(b, b, return_exceptions=True)
    say(f"{len(r)} {r[0]} {r[1]}")

run(main)
