# WF-14: the shorter outer deadline cancels through the inner wait_for
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    except Cancelled:
        say("task cancelled")
        await sleep(5)
        raise

async def inner(t):
    try:
        await wait_for(50, t)
    except Cancelled:
        say("inner Cancelled")
        raise
    except Timeout:
        say("inner Timeout")
        raise

async def main():
    for outer in (20, 80):
        t = spawn("T", w)
        try:
            await wait_for(outer, spawn("inner", inner, t))
        except Timeout:
            say(f"outer Timeout, cancelling {current().cancelling()}")

run(main)
