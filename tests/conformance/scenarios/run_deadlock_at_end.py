# RUN-9: the same after main's end, where a task swallows its cancellation and
# waits for ever
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def stubborn(ev):
    try:
        await sleep(1000)
    except Cancelled:
        say("swallowed")
    await ev.wait()

async def polite():
    try:
        await sleep(1000)
    except Cancelled:
        await sleep(5)
        say("polite ends")
        raise

async def main():
    ev = Event()
    spawn("S", stubborn, ev)
    spawn("P", polite)
    await sleep(5)
    say("main ends")

run(main)
