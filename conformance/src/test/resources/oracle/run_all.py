# SPDX-License-Identifier: Apache-2.0
"""Runs the programs whose files are named on asyncio, on a clock that stands still while anything is ready, and prints what each logs."""

import asyncio
import importlib.util
import selectors
import sys


class VirtualSelector(selectors.DefaultSelector):
    loop = None

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("nothing can wake these tasks any more")
        if timeout > 0:
            self.loop.now += timeout
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        selector = VirtualSelector()
        selector.loop = self
        super().__init__(selector)

    def time(self):
        return self.now


def log(*words):
    print(*words)


def now():
    return round(asyncio.get_running_loop().time() * 1000)


for path in sys.argv[1:]:
    spec = importlib.util.spec_from_file_location("program", path)
    program = importlib.util.module_from_spec(spec)
    program.log = log
    program.now = now
    spec.loader.exec_module(program)
    print("==", path.replace("\\", "/").rsplit("/", 1)[-1])
    loop = VirtualLoop()
    try:
        loop.run_until_complete(program.main())
    finally:
        loop.close()
