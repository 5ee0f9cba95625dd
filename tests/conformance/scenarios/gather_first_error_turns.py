# GA-5, GA-6: the first error comes out two turns later, the others run on, and
# their errors are swallowed
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms, fails):
    await sleep(ms)
    say(f"{name} ends")
    if fails:
        raise Err(name)

async def ticker():
    await sleep(10)
    for i in range(4):
        say(f"tick {i}")
        await sleep(0)

async def main():
    a, b, c = spawn("A", w, "A", 20, True), spawn("B", w, "B", 10, True), spawn("C", w, "C", 10, True)
    spawn("ticker", ticker)
    try:
        await gather(a, b, c)
    except Err as e:
        say(f"caught {kind(e)}")
    say(f"A done {yn(a.done())} cancelling {a.cancelling()}")
    await sleep(20)
    say(f"A error {kind(a.exception())}")

run(main)
