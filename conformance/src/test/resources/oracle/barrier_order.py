# SPDX-License-Identifier: Apache-2.0
from asyncio import Barrier, gather, sleep


async def player(barrier, name, ms):
    for i in range(2):
        await sleep(ms / 1000)
        log(name, "arrives", now())
        place = await barrier.wait()
        await sleep((place + 1) / 1000)
        log(name, "was", place, now())


async def main():
    barrier = Barrier(3)
    await gather(player(barrier, "a", 20), player(barrier, "b", 5), player(barrier, "c", 10))
