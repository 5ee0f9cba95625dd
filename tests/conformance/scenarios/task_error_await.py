# TASK-4, TASK-8: await raises the error of the task, every time; unawaited errors stay inside
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad():
    await sleep(5)
    raise Err("boom")

async def main():
    t = spawn("bad", bad)
    spawn("unawaited", bad)
    for i in (1, 2):
        try:
            await t
        except Err as e:
            say(f"{i} caught {kind(e)}")
    say(f"done {yn(t.done())} cancelled {yn(t.cancelled())} error {kind(t.exception())}")
    await sleep(5)
    say("still alive")

run(main)
