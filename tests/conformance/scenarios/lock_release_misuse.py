# LOCK-10, LOCK-11: releasing a free lock is an error; any task may release a held
# one
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def releaser(l):
    l.release()
    say("released by another")

async def main():
    l = Lock()
    try:
        l.release()
    except RuntimeError:
        say("refused")
    await l.acquire()
    await spawn("R", releaser, l)
    say(f"locked {yn(l.locked())}")
    try:
        l.release()
    except RuntimeError:
        say("refused")
    async with l:
        say("still of use")

run(main)
