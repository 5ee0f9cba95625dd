# CAN-18: a Cancelled without a message stays so on its way up, whatever was said
# to its task afterwards; a cancellation that meets no wait keeps its message
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

def text(e):
    return e.args[0] if e.args and e.args[0] else "none"

async def itself():
    current().cancel()
    return "lost"

async def says():
    try:
        await sleep(1000)
    except Cancelled:
        say("swallowed")
    current().cancel("the last")
    return "lost"

async def gatherer():
    t = spawn("I", itself)
    t.add_done_callback(lambda t: [say("ended"), g.cancel("too late")])
    await gather(t, spawn("L", sleep, 20))

async def outer(t):
    try:
        await t
    except Cancelled as e:
        say(f"{t.get_name()}: {text(e)}")

async def main():
    global g
    g = spawn("G", gatherer)
    await outer(g)
    t = spawn("T", says)
    await sleep(1)
    t.cancel("the first")
    await outer(t)
    u = spawn("U", itself)
    u.cancel("not begun")
    await outer(u)

run(main)
