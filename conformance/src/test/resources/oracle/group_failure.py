# SPDX-License-Identifier: Apache-2.0
from asyncio import CancelledError, TaskGroup, sleep


# A group cancels its tasks in the order of a set, so nobody can tell which comes first.
cancelled = []


async def worker(name, ms):
    try:
        await sleep(ms / 1000)
        log(name, "done", now())
    except CancelledError:
        cancelled.append(f"{name} cancelled {now()}")
        raise


async def failing(ms):
    await sleep(ms / 1000)
    raise ValueError("failed")


async def main():
    try:
        async with TaskGroup() as group:
            group.create_task(worker("a", 5))
            group.create_task(failing(10))
            group.create_task(worker("b", 20))
            group.create_task(worker("c", 30))
            try:
                await sleep(1)
            finally:
                # Logged later: whether the body or the children come first is nobody's business.
                ended = now()
    except* ValueError as e:
        log(e.exceptions[0], now(), "body ended", ended, *sorted(cancelled))
    await sleep(0.001)
    async with TaskGroup() as group:
        group.create_task(worker("d", 5))
        stopped = group.create_task(worker("e", 9))
        await sleep(0.001)
        stopped.cancel()
    log("all done", now(), cancelled[-1])
