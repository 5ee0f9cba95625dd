# TASK-6: a task that awaits itself gets an error one turn later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await current()
    except RuntimeError:
        say("refused")
    await sleep(1)
    say("goes on")

async def ticker():
    for i in range(3):
        say(f"tick {i}")
        await sleep(0)

async def main():
    t = spawn("T", w)
    spawn("ticker", ticker)
    await t
    say("end")

run(main)
