# SCH-6: the clock stands still while anything is ready
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def busy():
    for i in range(100):
        await sleep(0)
    say("busy ends")

async def main():
    spawn("busy", busy)
    await sleep(1)
    say("main awake")

run(main)
