# WF-1, WF-2: a function runs in the caller's own task; no timer is left
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    await sleep(5)
    return current().get_name()

async def main():
    say(f"own task {yn(await wait_for(50, w()) == current().get_name())}")
    say(f"own task {yn(await wait_for(None, w()) == current().get_name())}")
    t = spawn("T", w)
    say(await wait_for(50, t))
    say("end")

run(main)
