# WF-1, WF-6: the task's error comes through; also one raised while it is being
# cancelled, instead of Timeout
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(5)
    raise Err("bad")

async def cleanup():
    try:
        await sleep(1000)
    except Cancelled:
        await sleep(5)
        raise Err("cleanup failed")

async def main():
    for name, fn in (("bad", bad), ("cleanup", cleanup)):
        try:
            await wait_for(10, spawn(name, fn))
        except Timeout:
            say("Timeout")
        except Err as e:
            say(f"{kind(e)}, cancelling {current().cancelling()}")
        try:
            await wait_for(10, fn())
        except Timeout:
            say("Timeout")
        except Err as e:
            say(f"{kind(e)}, cancelling {current().cancelling()}")

run(main)
