# SPDX-License-Identifier: Apache-2.0
from asyncio import CancelledError, create_task, sleep


async def stubborn():
    try:
        await sleep(10)
    except CancelledError:
        return 42


async def failing():
    try:
        await sleep(10)
    except CancelledError:
        raise ValueError("in cleanup")


async def main():
    task = create_task(stubborn())
    await sleep(0.001)
    task.cancel()
    log(await task, task.cancelled())
    task = create_task(failing())
    await sleep(0.001)
    task.cancel()
    try:
        await task
    except ValueError as e:
        log(e, task.cancelled())
