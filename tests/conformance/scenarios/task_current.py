# TASK-12: current() is the task that runs, whoever else has run in between
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def leaf(name):
    say(f"{name} is {current().get_name()}")
    await sleep(1)
    say(f"{name} is {current().get_name()}")

async def outer(name):
    await leaf(name)
    await spawn(name + ".child", leaf, name + ".child")
    say(f"{name} is {current().get_name()}")

async def main():
    a, b = spawn("A", outer, "A"), spawn("B", outer, "B")
    await a
    await b
    me = current()
    await sleep(1)
    say(f"the same {yn(me is current())}")

run(main)
