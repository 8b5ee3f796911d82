# SPDX-License-Identifier: Apache-2.0
"""What the programs know: see World.java. The programs' text follows; each is a module of its own."""
import asyncio
from asyncio import CancelledError, TaskGroup, TimeoutError, create_task, gather, sleep, timeout

END = 2_592_000
tasks = {}
started = {}


def add(who, what):
    log(f"{now():9d} {who} {what}")


def say(who, what):
    add(who, what)


def tell(thrown):
    return "cancelled" if isinstance(thrown, CancelledError) else f"failure {thrown}"


def caught(who, thrown):
    add(who, "catches " + tell(thrown))


def outcome(value):
    if isinstance(value, CancelledError):
        return "is cancelled: cancelled"
    return "fails: " + tell(value) if isinstance(value, BaseException) else f"gives {value}"


def outcomes(who, values):
    for value in values:
        add(who, outcome(value))


def time(who, ms):
    total = 0
    for each in who:
        total = (31 * total + 97 * ord(each)) % 9973
    return ms + total


def fail(who):
    raise ValueError(who)


def first(group):
    return group.exceptions[0]


def start(place, who, coroutine):
    tasks[place] = started[who] = create_task(coroutine, name=who)


def cancel(place, who):
    if place in tasks and tasks[place] is not asyncio.current_task():
        tasks[place].cancel(who)


def strike(whose):
    alive = [task for task in started.values() if not task.done()]
    if alive:
        task = alive[whose % len(alive)]
        add("outside", "cancels " + task.get_name())
        task.cancel("from outside")


def stroke(ms, whose):
    asyncio.get_running_loop().call_later(ms / 1000, strike, whose)


async def stubborn(me, body):
    await sleep(0.001)
    try:
        return await body(me)
    except CancelledError as e:
        caught(me, e)
        return -1


async def failing(me, body):
    await sleep(0.001)
    try:
        return await body(me)
    except CancelledError:
        raise ValueError(me + " was cancelled") from None


async def main():
    begin()
    await sleep(END)
    for who, task in started.items():
        if not task.done():
            add(who, "never ends")
        elif task.cancelled():
            add(who, outcome(CancelledError()))
        else:
            add(who, outcome(task.exception() or task.result()))
