# SPDX-License-Identifier: Apache-2.0
from asyncio import FIRST_COMPLETED, FIRST_EXCEPTION, as_completed, create_task, sleep, wait


async def work(name, ms, fails=False):
    await sleep(ms / 1000)
    if fails:
        raise ValueError(name)
    return name


def show(done, pending):
    log(len(done), "done", len(pending), "pending", now())


async def main():
    tasks = [create_task(work(ms, ms)) for ms in (10, 20, 30)]
    show(*await wait(tasks, return_when=FIRST_COMPLETED))
    show(*await wait(tasks, timeout=0.005))
    show(*await wait(tasks))
    tasks = [create_task(work("a", 10)), create_task(work("b", 20, True)), create_task(work("c", 30))]
    show(*await wait(tasks, return_when=FIRST_EXCEPTION))
    tasks[2].cancel()
    show(*await wait(tasks))
    for each in as_completed([create_task(work(ms, ms)) for ms in (30, 10, 20)]):
        log(await each, now())
