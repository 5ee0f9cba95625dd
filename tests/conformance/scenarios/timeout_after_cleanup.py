# TO-10: Timeout is raised when the body has finished its cleanup
import os, sys; sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from vloop import *

async def main():
    try:
        async with timeout(10):
            try:
                await sleep(1000)
            finally:
                say("cleanup begins")
                await sleep(20)
                say("cleanup ends")
    except Timeout:
        say("Timeout")

run(main)
