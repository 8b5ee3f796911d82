# SPDX-License-Identifier: Apache-2.0
from asyncio import Semaphore, gather, sleep


async def user(semaphore, name, ms):
    async with semaphore:
        log(name, "in", now())
        await sleep(ms / 1000)
    log(name, "out", now())


async def main():
    semaphore = Semaphore(2)
    await gather(*[user(semaphore, name, ms) for name, ms in (("a", 10), ("b", 4), ("c", 3), ("d", 9), ("e", 1))])
    log(semaphore.locked())
