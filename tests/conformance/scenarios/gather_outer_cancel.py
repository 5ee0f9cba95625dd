# GA-10, GA-11: cancelling the gatherer cancels all children; it resumes at the FIRST one to end
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, cleanup):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(cleanup)
        say(f"{name} cleaned")
        raise

async def boss():
    try:
        await gather(w("A", 30), w("B", 10), w("C", 20))
    except Cancelled:
        say("boss Cancelled")
        raise

async def main():
    b = spawn("boss", boss)
    await sleep(10)
    b.cancel()
    say("requested")
    try:
        await b
    except Cancelled:
        say("main: boss over")
    await sleep(100)

run(main)
