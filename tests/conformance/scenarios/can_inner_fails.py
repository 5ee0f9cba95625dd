# CAN-12, CAN-19: the awaited task turns the cancellation into an error, which is
# what its awaiter gets
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def inner():
    try:
        await sleep(1000)
    except Cancelled:
        raise Err("cleanup failed")

async def outer(t):
    try:
        await t
    except Err as e:
        say(f"outer gets {kind(e)}, cancelling {current().cancelling()}")
        raise

async def main():
    i = spawn("inner", inner)
    o = spawn("outer", outer, i)
    await sleep(10)
    o.cancel()
    try:
        await o
    except Err as e:
        say(f"main gets {kind(e)}, outer cancelled {yn(o.cancelled())}")
    say(f"inner cancelled {yn(i.cancelled())}")

run(main)
