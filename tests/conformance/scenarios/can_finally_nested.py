# CAN-3: cleanups run from the inside out, suspending ones too
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        try:
            async with Lock() as _:
                try:
                    await sleep(1000)
                finally:
                    say("innermost")
                    await sleep(5)
                    say("innermost done")
        finally:
            say("middle")
            await sleep(0)
            say("middle done")
    finally:
        await sleep(5)
        say("outermost")

async def main():
    t = spawn("T", w)
    await sleep(10)
    t.cancel()
    say("requested")
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")

run(main)
