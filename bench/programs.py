# SPDX-License-Identifier: MIT-0
"""Builds Baton and its peers; what is missing raises Missing."""
import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PEERS = os.path.join(HERE, "peers")
CRATES = "/usr/share/cargo/registry"


class Missing(Exception):
    pass


def run(command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, **more)


def need(tool):
    path = shutil.which(tool)
    if not path:
        raise Missing(tool + " is not installed")
    return path


def build_baton(out, name, *options):
    """As ./baton builds it, with its benchmarks; the folder of programs."""
    folder = os.path.join(out, name)
    run(["cmake", "--preset", "release", "-B", folder, "-DBATON_BENCH=ON",
         *options], cwd=ROOT)
    run(["cmake", "--build", folder, "-j2"])
    return os.path.join(folder, "bin")


def build_untraced(out):
    return build_baton(out, "untraced", "-DBATON_PROGRAM=OFF",
                       "-DCMAKE_C_FLAGS=-DBT_WITHOUT_TRACER")


def build_go(out):
    program = os.path.join(out, "bench_go")
    run([need("go"), "build", "-o", program, os.path.join(PEERS, "bench.go")],
        env=dict(os.environ, GO111MODULE="off"))
    return [program]


def build_tokio(out):
    if not (os.path.isdir(CRATES) and
            any(n.startswith("tokio-1") for n in os.listdir(CRATES))):
        raise Missing("librust-tokio-dev is not installed")
    source = os.path.join(out, "tokio") # cargo writes beside its sources
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(os.path.join(PEERS, "tokio"), source)
    target = os.path.join(out, "tokio-target")
    run([need("cargo"), "build", "--release", "--offline", "--manifest-path",
         os.path.join(source, "Cargo.toml"), "--target-dir", target,
         "--config", 'source.crates-io.replace-with="debian"',
         "--config", 'source.debian.directory="%s"' % CRATES])
    return [os.path.join(target, "release", "bench_tokio")]


def python():
    """Debian's, which has Debian's uvloop and trio."""
    return "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else \
        need("python3")


def need_module(name):
    if subprocess.run([python(), "-c", "import " + name],
                      stderr=subprocess.DEVNULL).returncode:
        raise Missing("python3-%s is not installed" % name)


def build_asyncio(out):
    return [python(), os.path.join(PEERS, "bench_asyncio.py")]


def build_uvloop(out):
    need_module("uvloop")
    return build_asyncio(out)


def build_trio(out):
    need_module("trio")
    return [python(), os.path.join(PEERS, "bench_trio.py")]


def build_st(out):
    program = os.path.join(out, "bench_st")
    if not os.path.exists("/usr/include/st.h"):
        raise Missing("libst-dev is not installed")
    run([need("cc"), "-O2", "-o", program, os.path.join(PEERS, "st.c"),
         "-lst"])
    return [program]


def build_fiber(out):
    program = os.path.join(out, "bench_fiber")
    if not os.path.exists("/usr/include/boost/fiber/all.hpp"):
        raise Missing("libboost-fiber-dev is not installed")
    run([need("c++"), "-O2", "-DNDEBUG", "-o", program,
         os.path.join(PEERS, "fiber.cpp"), "-lboost_fiber", "-lboost_context",
         "-lpthread"])
    return [program]


def build_lua(out):
    return [need("lua5.4"), os.path.join(PEERS, "bench.lua")]


def build_floor(out):
    program = os.path.join(out, "bench_floor")
    core = os.path.join(ROOT, "core")
    run([need("cc"), "-O2", "-I", core, "-o", program,
         os.path.join(PEERS, "floor.c"), os.path.join(core, "context.c")])
    return [program]


# Its builder, and a word that its program wants after the row.
BUILDERS = {
    "go": (build_go, None),
    "tokio": (build_tokio, None),
    "asyncio": (build_asyncio, None),
    "uvloop": (build_uvloop, "uvloop"),
    "trio": (build_trio, None),
    "st": (build_st, None),
    "fiber": (build_fiber, None),
    "lua": (build_lua, None),
    "ucontext": (build_floor, "ucontext"),
    "floor": (build_floor, None),
}


class Peer:
    def __init__(self, name, command, word):
        self.name, self.start = name, command
        self.word = [word] if word else []

    def command(self, row):
        return self.start + [row] + self.word


def build_peers(only, out):
    """Those that can be built, and a line for each that is left out."""
    peers, missing = [], []
    for name, (build, word) in BUILDERS.items():
        if only and name not in only:
            continue
        try:
            peers.append(Peer(name, build(out), word))
        except Missing as why:
            missing.append("%s (%s)" % (name, why))
        except subprocess.CalledProcessError as error:
            missing.append("%s (does not build: %s)" %
                           (name, error.stderr.strip()[-400:]))
    return peers, missing


def version(command):
    try:
        return run(command).stdout.split("\n")[0].strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def versions():
    """What the numbers were made with."""
    crates = os.listdir(CRATES) if os.path.isdir(CRATES) else []
    packages = ["python3-uvloop", "python3-trio", "libst-dev",
                "libboost-fiber-dev"]
    found = ["Linux " + os.uname().release.split("-")[0],
             version(["cc", "--version"]), version(["go", "version"])]
    found += [n for n in sorted(crates) if n.startswith("tokio-1")]
    found += [version([python(), "--version"])]
    for package in packages:
        number = version(["dpkg-query", "-W", "-f", "${Version}", package])
        found.append(number and "%s %s" % (package, number))
    found.append(version(["lua5.4", "-v"]).split("  ")[0])
    return ", ".join(text for text in found if text)
