# WF-3, WF-4: on timeout the task is cancelled and its cleanup awaited first
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(100)
    except Cancelled:
        say("task cancelled")
        await sleep(30)
        say("task cleaned")
        raise

async def main():
    t = spawn("T", w)
    try:
        await wait_for(20, t)
    except Timeout:
        say(f"Timeout, cancelled {yn(t.cancelled())}, my cancelling {current().cancelling()}")

run(main)
