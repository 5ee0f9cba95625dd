# CAN-8: a second cancel interrupts a cleanup that suspends
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("first Cancelled")
        try:
            await sleep(50)
            say("cleanup finished")
        except Cancelled:
            say("second Cancelled")
            raise

async def main():
    t = spawn("T", w)
    await sleep(10)
    t.cancel()
    await sleep(10)
    t.cancel()
    try:
        await t
    except Cancelled:
        say(f"over, cancelling {t.cancelling()}")

run(main)
