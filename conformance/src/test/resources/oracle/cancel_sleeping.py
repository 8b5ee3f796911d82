# SPDX-License-Identifier: Apache-2.0
from asyncio import CancelledError, create_task, sleep


async def inner():
    try:
        await sleep(10)
    finally:
        log("inner cleans up", now())


async def outer(name):
    try:
        await inner()
        log("never")
    except CancelledError:
        log(name, "cancelled")
        raise
    finally:
        log(name, "cleans up")


async def main():
    task = create_task(outer("a"))
    await sleep(0.001)
    log(task.cancel(), task.done())
    await sleep(0.001)
    log(task.cancelled(), task.done(), task.cancel())
    try:
        await task
    except CancelledError:
        log("main hears of it")
    late = create_task(inner())
    await sleep(11)
    log(late.cancel(), late.cancelled(), now())
