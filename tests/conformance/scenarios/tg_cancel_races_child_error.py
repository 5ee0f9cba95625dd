# TG-16: an outside cancel and a child error in one turn, in either order, in the
# body or at the end of the block
# CPython 3.13 and later
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(10)
    raise Err("boom")

async def boss(in_body):
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "bad", bad)
            tg_spawn(tg, "W", sleep, 1000)
            if in_body:
                await sleep(1000)
    except ErrorGroup as e:
        say(f"{kind(e)} cancelling {current().cancelling()}")
    except Cancelled:
        say(f"Cancelled, cancelling {current().cancelling()}")
        raise
    try:
        await sleep(50)
        say("slept")
    except Cancelled:
        say(f"Cancelled afterwards, cancelling {current().cancelling()}")
        raise

async def strike():
    await sleep(10)
    target.cancel()

async def strike_a_turn_later():
    await sleep(10)
    await sleep(0)
    target.cancel()

async def strike_two_turns_later():
    await sleep(10)
    await sleep(0)
    await sleep(0)
    target.cancel()

async def main():
    global target
    for in_body in (True, False):
        for fn, first in ((strike, True), (strike, False), (strike_a_turn_later, True),
                          (strike_a_turn_later, False), (strike_two_turns_later, True),
                          (strike_two_turns_later, False)):
            if first:
                spawn("S", fn)
            target = spawn("boss", boss, in_body)
            if not first:
                await sleep(0)
                spawn("S", fn)
            await wait([target])
            say(f"boss cancelled {yn(target.cancelled())}")
            await sleep(20)

run(main)
