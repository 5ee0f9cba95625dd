# `except Exception`, in Lua try(): catches errors and lets Cancelled through
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, fails):
    try:
        await sleep(10)
        if fails:
            raise Err("boom")
    except Exception as e:
        say(f"{name} caught {kind(e)}")
    say(f"{name} goes on")

async def main():
    a, b = spawn("A", w, "A", True), spawn("B", w, "B", True)
    c = spawn("C", w, "C", False)
    await sleep(5)
    b.cancel()
    await wait([a, b, c])
    say(f"B cancelled {yn(b.cancelled())}")

run(main)
