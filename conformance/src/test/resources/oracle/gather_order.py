# SPDX-License-Identifier: Apache-2.0
from asyncio import gather, sleep


async def work(name, ms):
    log(name, "starts", now())
    await sleep(ms / 1000)
    log(name, "ends", now())
    return name


async def both(a, b):
    return await gather(a, b)


async def main():
    log(*await gather(work("a", 30), work("b", 10), work("c", 20)))
    log(len(await gather()))
    d, others = await gather(work("d", 5), both(work("e", 7), work("f", 3)))
    log(d, *others)
