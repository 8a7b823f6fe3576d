"""Passes Ethernet frames between two tap devices, each after a while: a cable with a delay.

frame-relay.py TAP TAP MILLISECONDS; makes the devices, prints "ready", and ends with its standard input.
"""

import collections
import fcntl
import os
import select
import struct
import sys
import time

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000


def tap(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
    return device


def pass_on(device, frame):
    try:
        os.write(device, frame)
    except OSError:
        pass  # a full queue or a device that is down loses it, as a cable would


one, other, delay = tap(sys.argv[1]), tap(sys.argv[2]), float(sys.argv[3]) / 1000
opposite = {one: other, other: one}
waiting = collections.deque()
print("ready", flush=True)
while True:
    pause = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    readable, _, _ = select.select([one, other, sys.stdin], [], [], pause)
    if sys.stdin in readable:
        break
    for device in readable:
        try:
            waiting.append((time.monotonic() + delay, opposite[device], os.read(device, 65536)))
        except OSError:
            pass  # the device is not up yet
    while waiting and waiting[0][0] <= time.monotonic():
        _, device, frame = waiting.popleft()
        pass_on(device, frame)
