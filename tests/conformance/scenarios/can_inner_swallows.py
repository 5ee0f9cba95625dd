# CAN-12, CAN-13: cancelling an awaiter cancels the awaited task first; if that
# one swallows it, the awaiter goes on with its value
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def inner():
    try:
        await sleep(1000)
    except Cancelled:
        say("inner swallows")
        await sleep(5)
    return "saved"

async def outer(t):
    r = await t
    say(f"outer gets {r}, cancelling {current().cancelling()}")
    await sleep(5)
    say("outer goes on")

async def main():
    i = spawn("inner", inner)
    o = spawn("outer", outer, i)
    await sleep(10)
    say(f"cancel {yn(o.cancel())}")
    await o
    say(f"outer cancelled {yn(o.cancelled())} inner cancelling {i.cancelling()}")

run(main)
