# BAR-12: at least one party; a party of one never waits
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def other():
    say("other runs")

async def main():
    spawn("other", other)
    b = Barrier(1)
    say(f"index {await b.wait()}")
    say(f"index {await b.wait()}")
    for n in (0, -1):
        try:
            Barrier(n)
        except ValueError:
            say("refused")
    await sleep(0)

run(main)
