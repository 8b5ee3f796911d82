# SPDX-License-Identifier: Apache-2.0
from asyncio import CancelledError, Condition, create_task, sleep


async def waiter(condition, name):
    async with condition:
        try:
            await condition.wait()
            log(name, "notified", now())
        except CancelledError:
            log(name, "cancelled, lock held:", condition.locked(), now())
            raise


async def main():
    condition = Condition()
    a = create_task(waiter(condition, "a"))
    b = create_task(waiter(condition, "b"))
    await sleep(0.001)
    async with condition:
        a.cancel()
        await sleep(0.005)
        log("main releases", now())
    await sleep(0.001)
    async with condition:
        condition.notify()
    await sleep(0.001)
    log(a.cancelled(), b.done(), condition.locked())
