# SPDX-License-Identifier: Apache-2.0
from asyncio import Event, create_task, sleep


async def waiter(event, name):
    await event.wait()
    log(name, "woken", now())


async def main():
    event = Event()
    tasks = [create_task(waiter(event, name)) for name in "abc"]
    await sleep(0.001)
    event.set()
    event.clear()
    tasks.append(create_task(waiter(event, "late")))
    await sleep(0.001)
    log("set again", event.is_set())
    event.set()
    await sleep(0.001)
    await waiter(event, "main")
    log(all(task.done() for task in tasks))
