# TG-28: a deadline round the group cancels body and children and comes out as
# Timeout
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name):
    try:
        await sleep(1000)
    except Cancelled:
        say(f"{name} cancelled")
        await sleep(5)
        raise

async def main():
    for in_body in (True, False):
        try:
            async with timeout(10):
                async with TaskGroup() as tg:
                    tg_spawn(tg, "A", w, "A")
                    tg_spawn(tg, "B", w, "B")
                    if in_body:
                        await w("body")
        except Timeout:
            say(f"Timeout, cancelling {current().cancelling()}")
        except ErrorGroup as e:
            say(kind(e))

run(main)
