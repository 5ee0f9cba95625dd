# A supervisor restarts what fails, gives up after three, and ends all
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def service(name, life, log):
    say(f"{name} up")
    try:
        await sleep(life)
        raise Err(f"{name} crashed")
    finally:
        log.append(name)

async def supervise(name, lives, log):
    for life in lives:
        try:
            async with TaskGroup() as tg:
                tg_spawn(tg, name, service, name, life, log)
                tg_spawn(tg, name + " monitor", sleep, 1000)
        except ErrorGroup as e:
            say(f"{kind(e)}, restarting")
            await sleep(5)
    raise Err(f"{name} given up")

async def main():
    log = []
    try:
        async with TaskGroup() as tg:
            tg_spawn(tg, "S1", supervise, "S1", (10, 20, 5), log)
            tg_spawn(tg, "S2", supervise, "S2", (30, 100), log)
    except ErrorGroup as e:
        say(kind(e))
    say(" ".join(log))

run(main)
