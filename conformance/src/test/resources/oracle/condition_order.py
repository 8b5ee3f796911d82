# SPDX-License-Identifier: Apache-2.0
from asyncio import Condition, create_task, sleep

jobs = []


async def taker(condition, name):
    async with condition:
        await condition.wait_for(lambda: jobs)
        log(name, "takes", jobs.pop(0), now())


async def sleeper(condition, name):
    async with condition:
        await condition.wait()
        log(name, "notified", now())


async def main():
    condition = Condition()
    for name in "ab":
        create_task(taker(condition, name))
    await sleep(0.001)
    for job in (1, 2):
        await sleep(0.001)
        async with condition:
            jobs.append(job)
            condition.notify()
    await sleep(0.001)
    for name in "cdef":
        create_task(sleeper(condition, name))
    await sleep(0.001)
    for count in (1, 2, 9):
        async with condition:
            condition.notify(count)
            log("notify", count)
        await sleep(0.001)
