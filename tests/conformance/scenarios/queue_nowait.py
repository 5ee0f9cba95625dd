# get_nowait of an empty queue raises QueueEmpty, put_nowait into a full one
# QueueFull
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    q = Queue(1)
    try:
        q.get_nowait()
    except QueueEmpty as e:
        say(kind(e))
    q.put_nowait("a")
    try:
        q.put_nowait("b")
    except QueueFull as e:
        say(f"{kind(e)}, size {q.qsize()}")
    say(q.get_nowait())

run(main)
