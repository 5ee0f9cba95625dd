# TG-33: a deadline and a child's error at one instant
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad(first, second):
    await sleep(first)
    await sleep(second)
    raise Err("boom")

async def attempt(name, first, second):
    try:
        async with timeout(10) as s:
            async with TaskGroup() as tg:
                tg_spawn(tg, "bad", bad, first, second)
                tg_spawn(tg, "W", sleep, 1000)
                await sleep(1000)
    except Timeout:
        say(f"{name} Timeout")
    except ErrorGroup as e:
        say(f"{name} {kind(e)} expired {yn(s.expired())}")
    say(f"cancelling {current().cancelling()}")
    await sleep(20)

async def attempt_moved(name):
    try:
        async with timeout(500) as s:
            async with TaskGroup() as tg:
                tg_spawn(tg, "bad", bad, 10, 0)
                await sleep(0)
                await sleep(0)
                reschedule(s, 10)
                await sleep(1000)
    except Timeout:
        say(f"{name} Timeout")
    except ErrorGroup as e:
        say(f"{name} {kind(e)} expired {yn(s.expired())}")
    say(f"cancelling {current().cancelling()}")
    await sleep(20)

async def attempt_child_first(name):
    async def outer():
        try:
            async with timeout(20) as s:
                async with TaskGroup() as tg:
                    tg_spawn(tg, "bad", bad, 10, 10)
                    await sleep(0)
                    reschedule(s, 500)
                    await sleep(10)
                    await sleep(0)
                    reschedule(s, 10)
                    await sleep(1000)
        except Timeout:
            say(f"{name} Timeout")
        except ErrorGroup as e:
            say(f"{name} {kind(e)} expired {yn(s.expired())}")
    await spawn("outer", outer)
    await sleep(20)

async def main():
    await attempt("deadline registered first", 10, 0)
    await attempt("in two steps", 4, 6)
    await attempt_moved("child registered first")
    await attempt_child_first("moved")

run(main)
