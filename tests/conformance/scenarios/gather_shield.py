# GA-18: a shield inside a gather protects that child only
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, ms):
    try:
        await sleep(ms)
        say(f"{name} ends")
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def boss(a):
    try:
        await gather(shielded(a), w("B", 100))
    except Cancelled:
        say("boss Cancelled")
        raise

async def shielded(t):
    await shield(t)

async def main():
    a = spawn("A", w, "A", 30)
    b = spawn("boss", boss, a)
    await sleep(10)
    b.cancel()
    await wait([b])
    say(f"A done {yn(a.done())}")
    await a

run(main)
