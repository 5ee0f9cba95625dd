# SPDX-License-Identifier: MIT-0
"""What record and run have in common: finding the programs, running them."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = os.path.join(HERE, "scenarios")
RANDOM = os.path.join(HERE, "random")
SECONDS = 60  # for one program; none needs one

# How vloop.py says that a program ended.
ENDED, FAILED, DEADLOCK, LEFT_OVER = 0, 1, 3, 4


class Trouble(Exception):
    """Said to the user as it is."""


def version_of(python):
    """(3, 13) for a CPython that starts, None otherwise."""
    ask = "import sys; print(*sys.version_info[:2])"
    try:
        out = subprocess.run([python, "-c", ask], capture_output=True,
                             text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(n) for n in out.split())


def find_python(given=None):
    """The newest of CPython 3.13, 3.12 and 3.11, and its version."""
    if given:
        if not version_of(given):
            raise Trouble(f"{given} is no Python that starts")
        return given, version_of(given)
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    for minor in (13, 12, 11):
        names = [f"python3.{minor}", "python3"]
        names += glob.glob(f"{pyenv}/versions/3.{minor}.*/bin/python3")
        for name in filter(None, map(shutil.which, names)):
            if version_of(name) == (3, minor):
                return name, (3, minor)
    raise Trouble("no CPython 3.13, 3.12 or 3.11 found; name one with "
                  "--python")


def find_baton(given=None):
    """The program given, or the one that was built last."""
    if given:
        if not shutil.which(given):
            raise Trouble(f"{given} is no program")
        return os.path.abspath(given) if os.sep in given else given
    build = os.path.join(HERE, "..", "..", "build")
    built = glob.glob(os.path.join(build, "*", "bin", "baton"))
    if not built:
        raise Trouble("no baton found in build/; build it, or name one with "
                      "--baton")
    return max(built, key=os.path.getmtime)


def ask_cpython(python, program):
    """What the program prints under CPython, and how it ended."""
    env = dict(os.environ, PYTHONPATH=HERE)
    try:
        p = subprocess.run([python, program], capture_output=True, text=True,
                           env=env, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise Trouble(f"{program} did not end under CPython") from None
    if p.returncode not in (ENDED, FAILED, DEADLOCK, LEFT_OVER):
        raise Trouble(f"{program} broke CPython:\n{p.stderr}")
    if "Traceback" in p.stderr:
        raise Trouble(f"{program}:\n{p.stderr}")
    return p.stdout, p.returncode


def ask_baton(baton, program):
    """What the program prints under Baton, and what stderr got. A status
    other than 0 is a last line "status N", as vloop.py prints it."""
    try:
        p = subprocess.run([baton, "run", program], capture_output=True,
                           text=True, errors="replace", timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"did not end in {SECONDS} s\n", ""
    end = f"status {p.returncode}\n" if p.returncode else ""
    return p.stdout + end, p.stderr


def generate(python, generator, seed, base):
    """Writes a random program as base.py and base.lua; the generator is gen or
    more."""
    script = os.path.join(RANDOM, generator + ".py")
    subprocess.run([python, "-B", script, str(seed), base], check=True)


def seeds(text):
    """The numbers of "A-B" or "A"."""
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match:
        raise Trouble(f"{text} is no range of seeds such as 1-300")
    first = int(match[1])
    return range(first, int(match[2] or first) + 1)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def write(path, text):
    """Writes the file, in one step."""
    with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(path),
                                     encoding="utf-8", delete=False) as f:
        f.write(text)
    os.chmod(f.name, 0o644)
    os.replace(f.name, path)


def main(run, arguments):
    """Runs run(arguments), whose result is the exit status."""
    try:
        sys.exit(run(arguments))
    except Trouble as e:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {e}")
    except KeyboardInterrupt:
        sys.exit(130)
