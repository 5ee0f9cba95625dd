# SCH-4: equal deadlines fire in the order of registration, also when the
# first of them is cancelled or moved and set again
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def sleeper(name, ms):
    try:
        await sleep(ms)
        say(f"{name} awake")
    except Cancelled:
        say(f"{name} cancelled")
        raise

async def again(name):
    await sleep(4)
    await sleep(6)
    say(f"{name} awake")

async def body():
    async with timeout(3) as s:
        reschedule(s, 10)
        try:
            await sleep(50)
        except Cancelled:
            say("deadline")
            raise

async def scoped():
    try:
        await body()
    except Timeout:
        say("Timeout")

async def main():
    a = spawn("A", sleeper, "A", 10)
    spawn("again", again, "again")
    spawn("scoped", scoped)
    spawn("B", sleeper, "B", 10)
    await sleep(1)
    a.cancel()
    spawn("C", sleeper, "C", 9)
    await sleep(20)

run(main)
