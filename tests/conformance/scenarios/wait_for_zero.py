# WF-7, WF-8: with 0 or less an ended task gives its result; another is cancelled
# and awaited; what has not begun never begins
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    say(f"{name} runs")
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(5)
        say(f"{name} cleaned")
        raise

async def ended():
    return "value"

async def attempt(ms, aw, name):
    try:
        say(f"{name} {await wait_for(ms, aw)}")
    except Timeout:
        say(f"{name} Timeout")

async def main():
    e = spawn("E", ended)
    await e
    await attempt(0, e, "E")
    await attempt(-5, e, "E")
    r = spawn("R", w, "R")
    await sleep(1)
    await attempt(0, r, "R")
    u = spawn("U", w, "U")
    await attempt(0, u, "U")
    say(f"U cancelled {yn(u.cancelled())}")
    await attempt(-1, w("F"), "F")

run(main)
