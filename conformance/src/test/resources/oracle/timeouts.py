# SPDX-License-Identifier: Apache-2.0
from asyncio import CancelledError, TimeoutError, sleep, wait_for


async def work(name, ms, on_cancel=None):
    try:
        await sleep(ms / 1000)
        return name
    except CancelledError:
        log(name, "cancelled", now())
        if on_cancel is not None:
            raise on_cancel
        raise


async def swallowing():
    try:
        await sleep(1)
    except CancelledError:
        return "late"


async def limited(ms, coroutine):
    try:
        log(await wait_for(coroutine, ms / 1000), now())
    except TimeoutError:
        log("timeout", now())
    except ValueError as e:
        log(e, now())


async def main():
    await limited(10, work("quick", 5))
    await limited(10, work("slow", 50))
    await limited(10, work("bad", 50, ValueError("cleanup")))
    await limited(10, limited(30, work("nested", 50)))
    await limited(30, limited(10, work("nested", 50)))
