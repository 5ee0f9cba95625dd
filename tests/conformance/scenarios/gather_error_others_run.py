# GA-5, GA-6: the first error is raised at once; the other children keep running
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def bad(ms, text):
    await sleep(ms)
    say(f"{text} raises")
    raise Err(text)

async def good():
    await sleep(30)
    say("good ends")

async def main():
    g = spawn("good", good)
    try:
        await gather(spawn("bad1", bad, 10, "bad1"), g, spawn("bad2", bad, 20, "bad2"))
    except Err as e:
        say(f"caught {kind(e)}, good done {yn(g.done())}")
    await g
    say("end")

run(main)
