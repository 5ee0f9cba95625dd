# WF-4, WF-5: a task that swallows the cancel and returns: its value, no Timeout
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("swallowed")
        await sleep(5)
    return "value"

async def main():
    t = spawn("T", w)
    try:
        say(await wait_for(10, t))
    except Timeout:
        say("Timeout")
    say(f"cancelling {current().cancelling()} T {t.cancelling()}")
    try:
        say(await wait_for(10, w()))
    except Timeout:
        say("Timeout")
    say(f"cancelling {current().cancelling()}")

run(main)
