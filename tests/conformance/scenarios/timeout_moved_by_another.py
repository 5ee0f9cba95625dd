# TO-19: another task may move the deadline; one that is past strikes on the next
# turn
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    try:
        async with timeout(1000) as s:
            async def mover():
                await sleep(10)
                reschedule(s, 20)
                say("moved")
                await sleep(10)
                reschedule(s, -5)
                say("into the past")
                await sleep(0)
                say("a turn later")
            spawn("mover", mover)
            try:
                await sleep(5000)
            except Cancelled:
                say("struck")
                raise
    except Timeout:
        say("Timeout")

run(main)
