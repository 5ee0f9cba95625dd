# BAR-3: waiting() counts only while it fills
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(b, name):
    await b.wait()
    say(f"{name} out, waiting {b.n_waiting}")

async def main():
    b = Barrier(3)
    for n in ("A", "B"):
        spawn(n, w, b, n)
        await sleep(1)
        say(f"waiting {b.n_waiting}")
    await b.wait()
    say(f"main out, waiting {b.n_waiting}")
    await sleep(1)
    say(f"waiting {b.n_waiting} broken {yn(b.broken)}")

run(main)
