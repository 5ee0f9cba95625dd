# TO-15: the inner scope only sees a Cancelled passing through
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    try:
        async with timeout(30):
            try:
                async with timeout(100) as inner:
                    await sleep(1000)
            except Cancelled:
                say(f"inner let Cancelled through, expired {yn(inner.expired())}")
                raise
            except Timeout:
                say("inner Timeout")
    except Timeout:
        say("outer Timeout")
    await sleep(200)
    say("quiet")

run(main)
