# SPDX-License-Identifier: Apache-2.0
from asyncio import PriorityQueue


async def main():
    queue = PriorityQueue()
    for item in (5, 3, 9, 1, 7, 2):
        await queue.put(item)
    for i in range(3):
        log(await queue.get())
    await queue.put(0)
    await queue.put(8)
    while not queue.empty():
        log(await queue.get())
