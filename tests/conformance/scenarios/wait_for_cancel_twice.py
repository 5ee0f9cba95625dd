# WF-10: a second cancel while the task cleans up is passed to the task again,
# and the waiter goes on waiting for its value
# CPython 3.12 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("first Cancelled")
    try:
        await sleep(1000)
    except Cancelled:
        say("second Cancelled")
    await sleep(10)
    return "value"

async def waiter(t):
    try:
        say(f"waiter gets {await wait_for(500, t)}")
    except Cancelled:
        say("waiter Cancelled")
        raise

async def main():
    t = spawn("T", w)
    v = spawn("W", waiter, t)
    await sleep(10)
    v.cancel()
    await sleep(10)
    v.cancel()
    await wait([v])
    say(f"W cancelled {yn(v.cancelled())} cancelling {v.cancelling()} T done {yn(t.done())}")
    await wait([t])
    say("end")

run(main)
