# SCH-5: a deadline that is due at once comes in the next pass, after what was
# ready already
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} runs")
    await sleep(0)
    say(f"{name} again")

async def main():
    spawn("A", w, "A")
    try:
        async with timeout(-5):
            spawn("B", w, "B")
            try:
                await sleep(100)
            except Cancelled:
                say("main struck")
                raise
    except Timeout:
        say("Timeout")
    await sleep(0)
    say("end")

run(main)
