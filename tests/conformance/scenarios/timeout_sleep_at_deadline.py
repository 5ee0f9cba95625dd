# TO-22: a sleep that ends at the very deadline loses, whichever was registered
# first
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def attempt(name, first, second):
    try:
        async with timeout(first + second):
            await sleep(first)
            await sleep(second)
            say(f"{name} slept")
    except Timeout:
        say(f"{name} Timeout")

async def attempt_late():
    try:
        async with timeout(500) as s:
            async def mover():
                reschedule(s, 10)
            spawn("mover", mover)
            await sleep(10)
            say("late slept")
    except Timeout:
        say("late Timeout")

async def main():
    await attempt("one", 10, 0)
    await attempt("two", 4, 6)
    await attempt_late()

run(main)
