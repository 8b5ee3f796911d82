# SPDX-License-Identifier: Apache-2.0
from asyncio import CancelledError, TimeoutError, create_task, sleep, timeout


async def nested(outer, inner):
    try:
        async with timeout(outer / 1000):
            try:
                async with timeout(inner / 1000):
                    await sleep(1)
            except TimeoutError:
                log("inner", now())
                await sleep(1)
    except TimeoutError:
        log("outer", now())
    await sleep(0.001)
    log("goes on", now())


async def cancelled():
    try:
        async with timeout(0.1):
            await sleep(1)
    except TimeoutError:
        log("never")
    finally:
        log("ends", now())


async def main():
    await nested(20, 10)
    await nested(10, 20)
    task = create_task(cancelled())
    await sleep(0.05)
    task.cancel()
    try:
        await task
    except CancelledError:
        log("cancelled, not timed out")
