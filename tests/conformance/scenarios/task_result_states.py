# TASK-7: result and error of a pending, ended, failed and cancelled task
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def good():
    return "value"

async def bad():
    raise Err("boom")

def look(t):
    try:
        say(f"{t.get_name()} result {t.result()}")
    except BaseException as e:
        say(f"{t.get_name()} result raises {kind(e)}")
    try:
        e = t.exception()
        say(f"{t.get_name()} error {kind(e) if e else 'none'}")
    except BaseException as e:
        say(f"{t.get_name()} error raises {kind(e)}")

async def main():
    g, b, c = spawn("good", good), spawn("bad", bad), spawn("long", sleep, 1000)
    for t in (g, b, c):
        look(t)
    c.cancel()
    look(c)
    await wait([g, b, c])
    for t in (g, b, c):
        look(t)
        look(t)

run(main)
