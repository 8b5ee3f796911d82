# SPDX-License-Identifier: Apache-2.0
from asyncio import gather, sleep


async def sleeper(name, ms):
    await sleep(ms / 1000)
    log(name, now())


async def main():
    await gather(*[sleeper(ms, ms) for ms in (40, 7, 0, 19, 1000, 3, 3600000, -5, 12, 11)])
    for i in range(3):
        await sleep(0.25)
        log("tick", now())
