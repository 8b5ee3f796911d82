# SPDX-License-Identifier: Apache-2.0
from asyncio import CancelledError, Semaphore, create_task, sleep


async def user(semaphore, name):
    try:
        async with semaphore:
            log(name, "in", now())
            await sleep(0.01)
    except CancelledError:
        log(name, "cancelled", now())
        raise


async def main():
    semaphore = Semaphore(1)
    tasks = {name: create_task(user(semaphore, name)) for name in "abcd"}
    await sleep(0.005)
    tasks["b"].cancel()
    await sleep(0.01)
    tasks["c"].cancel()
    await sleep(0.1)
    for name, task in tasks.items():
        log(name, task.cancelled())
    log(semaphore.locked())
