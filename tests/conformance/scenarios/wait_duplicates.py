# WA-8: a task named twice counts once
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    a, b = spawn("A", sleep, 10), spawn("B", sleep, 20)
    done, pending = await wait([a, b, a, a], "FIRST_COMPLETED")
    say(f"done {names(done)} pending {names(pending)}")
    done, pending = await wait([b, b, a])
    say(f"done {names(done)} pending {names(pending)}")

run(main)
