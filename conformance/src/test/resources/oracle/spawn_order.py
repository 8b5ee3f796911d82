# SPDX-License-Identifier: Apache-2.0
from asyncio import create_task, sleep


async def child(name, yields):
    for i in range(yields):
        log(name, i)
        await sleep(0)
    log(name, "ends")
    return name


async def main():
    log("main")
    tasks = [create_task(child(name, yields)) for name, yields in (("a", 3), ("b", 1), ("c", 2), ("d", 0))]
    log("spawned")
    await sleep(0)
    log("main again")
    for task in tasks:
        log("got", await task)
