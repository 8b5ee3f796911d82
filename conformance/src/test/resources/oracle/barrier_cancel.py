# SPDX-License-Identifier: Apache-2.0
from asyncio import Barrier, BrokenBarrierError, create_task, sleep


async def player(barrier, name):
    try:
        place = await barrier.wait()
        log(name, "passes", place)
    except BrokenBarrierError:
        log(name, "broken")


async def main():
    barrier = Barrier(3)
    a = create_task(player(barrier, "a"))
    await sleep(0.001)
    b = create_task(player(barrier, "b"))
    await sleep(0.001)
    b.cancel()
    await sleep(0.001)
    log(barrier.n_waiting, barrier.broken)
    for name in "cd":
        create_task(player(barrier, name))
        await sleep(0.001)
    log(barrier.n_waiting, barrier.broken)
    create_task(player(barrier, "e"))
    await sleep(0.001)
    await barrier.abort()
    await sleep(0.001)
    create_task(player(barrier, "f"))
    await sleep(0.001)
    await barrier.reset()
    for name in "ghi":
        create_task(player(barrier, name))
        await sleep(0.001)
