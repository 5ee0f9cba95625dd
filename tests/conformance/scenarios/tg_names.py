# TG-27: children have names
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w():
    say(current().get_name())

async def main():
    async with TaskGroup() as tg:
        tg_spawn(tg, "Anna", w)
        t = tg_spawn(tg, "Bert", w)
    say(t.get_name())

run(main)
