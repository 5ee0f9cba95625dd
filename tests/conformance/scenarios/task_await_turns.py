# TASK-2: an awaiter resumes one turn after the task has ended
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def child():
    say("child runs")
    await sleep(0)
    say("child ends")

async def ticker():
    for i in range(1, 6):
        say(f"tick {i}")
        await sleep(0)

async def main():
    t = spawn("child", child)
    k = spawn("ticker", ticker)
    await t
    say("main resumed")
    await k

run(main)
