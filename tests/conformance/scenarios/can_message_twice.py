# CAN-7, CAN-18: of several requests before the task runs the first says why,
# where it ended a wait; the last, where the task has not waited since
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

def text(e):
    return e.args[0] if e.args and e.args[0] else "none"

async def waits():
    try:
        await sleep(1000)
    except Cancelled as e:
        say(f"waiting: {text(e)}")
        raise

async def itself():
    current().cancel("first")
    current().cancel("second")
    try:
        await sleep(1000)
    except Cancelled as e:
        say(f"itself: {text(e)}")
        raise

async def turns():
    try:
        await sleep(0)
    except Cancelled as e:
        say(f"in sleep(0): {text(e)}")
        raise

async def outer(t):
    try:
        await t
    except Cancelled as e:
        say(f"outer: {text(e)}")
        raise

async def main():
    t = spawn("T", waits)
    o = spawn("O", outer, t)
    await sleep(1)
    o.cancel("first")
    t.cancel("second")
    o.cancel()
    await wait([o])
    await wait([spawn("I", itself)])
    u = spawn("U", turns)
    await sleep(0)
    u.cancel("first")
    u.cancel("second")
    await wait([u])

run(main)
