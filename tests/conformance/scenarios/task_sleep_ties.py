# SCH-4: equal deadlines wake in the order in which the sleeps began
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def w(name, first, second):
    await sleep(first)
    await sleep(second)
    say(f"{name} awake")

async def main():
    spawn("A", w, "A", 20, 10)
    spawn("B", w, "B", 10, 20)
    spawn("C", w, "C", 5, 25)
    spawn("D", w, "D", 15, 15)
    await sleep(30)
    say("main awake")
    await sleep(1)
    say("end")

run(main)
