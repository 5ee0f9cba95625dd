# CAN-18: the message of cancel() arrives in the task and in its awaiter
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

def text(e):
    return e.args[0] if e.args and e.args[0] else "none"

async def w():
    try:
        await sleep(1000)
    except Cancelled as e:
        say(f"task: {text(e)}")
        raise

async def outer(t):
    try:
        await t
    except Cancelled as e:
        say(f"outer: {text(e)}")
        raise

async def main():
    t = spawn("T", w)
    await sleep(1)
    t.cancel("enough")
    try:
        await t
    except Cancelled as e:
        say(f"awaiter: {text(e)}")
    i = spawn("I", w)
    o = spawn("O", outer, i)
    await sleep(1)
    o.cancel("from outside")
    try:
        await o
    except Cancelled as e:
        say(f"main: {text(e)}")
    n = spawn("N", w)
    await sleep(1)
    n.cancel()
    await wait([n])

run(main)
