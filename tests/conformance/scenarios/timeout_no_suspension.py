# TO-6: a body that never suspends beats any deadline
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child():
    return "value"

async def main():
    t = spawn("T", child)
    await t
    async with timeout(0) as s:
        say(await t)
    say(f"expired {yn(s.expired())} cancelling {current().cancelling()}")
    await sleep(5)
    say("undisturbed")

run(main)
