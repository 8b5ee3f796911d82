# SPDX-License-Identifier: Apache-2.0
from asyncio import Queue, create_task, sleep


async def getter(queue, name):
    log(name, "got", await queue.get(), now())


async def putter(queue, item):
    await queue.put(item)
    log("put", item, now())


async def main():
    queue = Queue(1)
    getters = [create_task(getter(queue, name)) for name in "abc"]
    await sleep(0.001)
    getters[1].cancel()
    await sleep(0.001)
    for item in (1, 2):
        await queue.put(item)
        await sleep(0.001)
    putters = [create_task(putter(queue, item)) for item in (3, 4, 5, 6)]
    await sleep(0.001)
    putters[1].cancel()
    await sleep(0.001)
    for i in range(3):
        log("main got", await queue.get())
        await sleep(0.001)
    log(queue.empty())
