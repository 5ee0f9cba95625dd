# SLP-1: a sleep of 0 or less is exactly one turn and takes no time
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def ticker():
    for i in range(4):
        say(f"tick {i}")
        await sleep(0)

async def main():
    spawn("ticker", ticker)
    await sleep(0)
    say("after sleep(0)")
    await sleep(-1)
    say("after sleep(-1)")
    await sleep(-1000)
    say("after sleep(-1000)")

run(main)
