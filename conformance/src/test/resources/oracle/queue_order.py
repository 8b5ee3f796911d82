# SPDX-License-Identifier: Apache-2.0
from asyncio import Queue, create_task, sleep


async def producer(queue, name, ms):
    for i in range(4):
        await sleep(ms / 1000)
        await queue.put(name + str(i))
        log("put", name + str(i), now())


async def consumer(queue, name, ms):
    while True:
        item = await queue.get()
        log(name, "gets", item, now())
        await sleep(ms / 1000)
        queue.task_done()


async def main():
    queue = Queue(2)
    producers = [create_task(producer(queue, "p", 3)), create_task(producer(queue, "q", 7))]
    consumers = [create_task(consumer(queue, "x", 50)), create_task(consumer(queue, "y", 71))]
    for task in producers:
        await task
    await queue.join()
    log("joined", now(), queue.qsize())
    for task in consumers:
        task.cancel()
