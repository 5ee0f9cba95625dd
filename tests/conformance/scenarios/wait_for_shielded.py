# WF-13: a shielded task survives its waiter's timeout
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    await sleep(30)
    say("task ends")
    return "value"

async def main():
    t = spawn("T", w)
    try:
        await wait_for(10, shield(t))
    except Timeout:
        say(f"Timeout, T done {yn(t.done())} cancelling {t.cancelling()}")
    say(await t)

run(main)
