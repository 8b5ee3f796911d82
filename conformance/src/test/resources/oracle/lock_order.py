# SPDX-License-Identifier: Apache-2.0
from asyncio import Lock, gather, sleep


async def user(lock, name, ms):
    for i in range(2):
        async with lock:
            log(name, "in", now())
            await sleep(ms / 1000)
            log(name, "out", now())


async def main():
    lock = Lock()
    await gather(user(lock, "a", 10), user(lock, "b", 1), user(lock, "c", 5))
    log(lock.locked())
