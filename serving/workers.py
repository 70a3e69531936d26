"""granian's server with workers that end with it, and follow each other without a gap.

By itself, granian has each worker open a socket of its own on Linux, and what waits there when the worker ends is
lost; it stops a worker some seconds after the next one was begun, ready or not; and its workers outlive it.
"""

from __future__ import annotations

import ctypes
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from signal import SIG_BLOCK, SIG_IGN, SIGHUP, SIGTERM, SIGUSR1, pthread_sigmask, signal, sigwait
from typing import Any

from granian._granian import SocketHolder
from granian._internal import load_target
from granian.log import logger
from granian.server.mp import MPServer

from serving.listeners import accept_no_more

READY_WITHIN_SECONDS = 120.0
LOOK_EVERY_SECONDS = 0.2
PAUSES_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)  # before a worker that did not get ready is tried again
DIVIDES = sys.platform == "linux"  # connections among the sockets of a port
END_WITHIN_SECONDS = 10.0  # as long as --workers-kill-timeout lets requests under way have
SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux
MAKE_WAY = SIGUSR1  # tells a worker to accept no more
UNREAD_MILLISECONDS = 30_000
READ_WITHIN_SECONDS = 1.0  # who has connected to it sends a request, or loses a connection without one


@dataclass(frozen=True)
class _Begun:
    """A worker that gets ready, and where it says that it is; what it says ends where it ends."""

    worker: Any
    says: Connection


class Server(MPServer):
    """granian's server, by its own options."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._had_terminal = _has_terminal()
        self._listeners: dict[int, socket.socket] = {}  # by the place of a worker

    def serve(
        self,
        spawn_target: Callable[..., None] | None = None,
        target_loader: Callable[..., Callable[..., Any]] | None = None,
        wrap_loader: bool = True,
    ) -> None:
        """Serves until it is told to stop."""
        logger.addFilter(_is_news)
        loader = target_loader or partial(load_target, self.target, wd=self.working_dir, factory=self.factory)
        super().serve(spawn_target, loader, wrap_loader=False)

    def signal_handler_reload(self, *arguments: Any, **more: Any) -> None:
        """HUP: workers anew, but where it says that the terminal is gone at which the server was started."""
        if self._had_terminal and not _has_terminal():
            self._stop()
        else:
            super().signal_handler_reload(*arguments, **more)  # type: ignore[no-untyped-call]

    def _stop(self) -> None:
        self.interrupt_signal = True
        self.main_loop_interrupt.set()

    def _init_shared_socket(self) -> None:
        if self.bind_uds:
            super()._init_shared_socket()  # type: ignore[no-untyped-call]

    def _drop_shared_socket(self) -> None:
        for listener in self._listeners.values():
            listener.close()
        self._listeners.clear()

    def _open(self, place: int) -> None:
        """The socket of a place among the workers is the next one's to be begun; a worker itself begins to listen.

        It stays while workers come and go there, so nobody who has connected is lost. Linux divides connections
        among the sockets of a port; elsewhere all workers have the same one.
        """
        if self.bind_uds:
            return
        place = place if DIVIDES else 0
        if place not in self._listeners:
            self._listeners[place] = bound(self.bind_addr, self.bind_port)
        holder: Any = SocketHolder  # its own description of its arguments is another
        shared: Any = self
        shared._ssp, shared._sso = None, self._listeners[place]
        shared._shd = holder(shared._sso.fileno(), False, self.backlog)

    def _close(self, place: int) -> None:
        """Nobody waits any more at a place where no worker will be for a while.

        Workers that were begun later have the same socket, so it is not enough to close it here.
        """
        if place in self._listeners:
            listener = self._listeners.pop(place)
            with suppress(OSError):  # nobody listens at it yet
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        """The first workers, all at once; granian itself sees to it that one which ends is replaced."""
        for place in range(self.workers):
            self.wrks.append(self._begun(place, spawn_target, target_loader).worker)

    def _begun(self, place: int, target: Any, loader: Any, is_on_trial: bool = False) -> _Begun:
        """A new worker. Of one that is on trial nobody else hears when it ends."""
        self._open(place)
        receiver, sender = Pipe(duplex=False)
        spawn: Any = self._spawn_worker
        worker = spawn(place, target, partial(loaded, loader, os.getpid(), sender))
        worker.interrupt_by_parent = is_on_trial
        worker.start()
        sender.close()  # so that the end of the worker is the end of what it says
        return _Begun(worker, receiver)

    def _respawn_workers(
        self, workers: Iterable[int], spawn_target: Any, target_loader: Any, delay: float = 0
    ) -> None:
        """Each worker makes way once the next one is ready; where none gets ready, it stays, if it lives."""
        del delay
        for place in sorted(set(workers)):
            pauses = chain(PAUSES_SECONDS, repeat(PAUSES_SECONDS[-1]))
            while not self._is_replaced(place, spawn_target, target_loader):
                if self._is_given_up(place):
                    break
                self._rest(next(pauses))
        if self.interrupt_signal:  # it may have come just before granian let go of what wakes it
            self._stop()

    def _is_replaced(self, place: int, target: Any, loader: Any) -> bool:
        """Tries a new worker in a place; the one that was there is told to end when it is ready."""
        begun = self._begun(place, target, loader, is_on_trial=True)
        if not self._gets_ready(begun.says):
            begun.worker.kill()
            return False
        former, self.wrks[place] = self.wrks[place], begun.worker
        begun.worker.interrupt_by_parent = False
        if not begun.worker.is_alive():  # it ended just now, and nobody has said so
            self.interrupt_children.append(place)
            self.main_loop_interrupt.set()
        self._end(former)
        return True

    def _gets_ready(self, says: Connection) -> bool:
        until = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < until and not self.interrupt_signal:
            if says.poll(LOOK_EVERY_SECONDS):
                try:
                    return bool(says.recv_bytes())
                except EOFError:
                    return False
        return False

    def _is_given_up(self, place: int) -> bool:
        """Whether it is no use to try again: a worker is there, or none is anywhere, or all are to end."""
        workers: Sequence[Any] = self.wrks
        if self.interrupt_signal:
            return True
        if workers[place].is_alive():
            logger.error("A new worker did not get ready, so the workers stay those that are there")
            return True
        if not any(worker.is_alive() for worker in workers):
            logger.error("No worker gets ready, so the server ends")
            self.interrupt_children.append(place)  # granian then ends with status 1
            self._stop()
            return True
        logger.error("A new worker did not get ready; another is begun after a pause")
        if DIVIDES:
            self._close(place)
        return False

    def _end(self, worker: Any) -> None:
        """A worker accepts no more, is given time to read what was sent to it, and then is told to end."""
        if DIVIDES and worker.is_alive():
            with suppress(ProcessLookupError):
                os.kill(worker._id(), MAKE_WAY)
            self._rest(READ_WITHIN_SECONDS)
        worker.terminate()
        worker.join(self.workers_kill_timeout)
        if not _is_noted(worker):
            logger.warning("A worker that was told to end goes on, and is killed")
            worker.kill()
            worker.join()

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.interrupt_signal:
            time.sleep(LOOK_EVERY_SECONDS)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a line says more than that a worker has many threads, which were chosen: most of them only wait."""
    return "which seems quite high" not in record.getMessage()


def bound(address: str, port: int) -> socket.socket:
    """A socket at an address, for workers; it does not listen yet.

    Linux lets go of who reads nothing of what was sent for so long: else they would keep their places for ever.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if DIVIDES:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MILLISECONDS)
    listener.bind((address, port))
    listener.setblocking(False)
    listener.set_inheritable(True)
    return listener


def _is_noted(worker: Any) -> bool:
    """Whether a worker has ended; the thread that waits for it too may be about to note it."""
    for _ in range(10):
        if not worker.is_alive():
            return True
        time.sleep(LOOK_EVERY_SECONDS / 2)
    return False


def _has_terminal() -> bool:
    """Whether there is a terminal at the standard input; one that was closed is none any more."""
    try:
        return os.isatty(0)
    except OSError:
        return False


# In a worker ------------------------------------------------------------------------------------------------


def loaded(loader: Callable[[], Any], parent: int, sender: Connection) -> Any:
    """What a worker serves. It ends with its parent from here on, and says when it is ready."""
    signal(SIGHUP, SIG_IGN)  # a terminal that closes tells all processes; the parent says what follows of it
    pthread_sigmask(SIG_BLOCK, (MAKE_WAY,))  # before any other thread is begun: one of them waits for it
    end_with(parent)
    threading.Thread(target=_make_way_when_told, daemon=True).start()
    application = loader()
    with suppress(OSError), sender:  # nobody waits for the first workers
        sender.send_bytes(b"ready")
    return application


def end_with(parent: int) -> None:
    """Has this process end as if it was told to when its parent ends, however that comes about.

    Linux tells it at once. Elsewhere a thread looks, which also sees to it that requests under way do not keep it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(SET_PARENT_DEATH_SIGNAL, SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it ended before it could be watched
        os._exit(1)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _make_way_when_told() -> None:
    sigwait((MAKE_WAY,))
    accept_no_more()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), SIGTERM)
    time.sleep(END_WITHIN_SECONDS)
    os._exit(1)
