# TO-18: a scope inside a cleanup works
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    try:
        await sleep(1000)
    finally:
        try:
            async with timeout(10):
                say("cleanup begins")
                await sleep(1000)
        except Timeout:
            say(f"cleanup gives up, cancelling {current().cancelling()}")

async def main():
    t = spawn("T", w)
    await sleep(5)
    t.cancel()
    await wait([t])
    say(f"cancelled {yn(t.cancelled())}")
    try:
        async with timeout(5):
            try:
                await sleep(1000)
            finally:
                try:
                    async with timeout(10):
                        await sleep(1000)
                except Timeout:
                    say("inner Timeout")
    except Timeout:
        say("outer Timeout")

run(main)
