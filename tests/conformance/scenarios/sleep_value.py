# SLP-2: sleep gives back its value; SLP-3: a cancelled one raises Cancelled a
# turn later and leaves no timer
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    say(await sleep(5, "value"))
    say(await sleep(0, "at once"))
    try:
        await sleep(1000, "never")
    except Cancelled:
        say("cancelled")
        raise

async def main():
    t = spawn("T", w)
    await sleep(10)
    t.cancel()
    say("requested")
    await sleep(0)
    say(f"a turn later, done {yn(t.done())}")
    await sleep(0)
    say(f"done {yn(t.done())}")

run(main)
