# WF-1, WF-2: the value comes through and no deadline is left behind
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    await sleep(10)
    return "value"

async def main():
    say(await wait_for(50, spawn("T", w)))
    await sleep(100)
    say("undisturbed")
    say(await wait_for(None, spawn("T2", w)))

run(main)
