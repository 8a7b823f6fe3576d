"""Client and worker for the Async AI Task Runner, in one file on the standard library (Python 3.9 or newer).

    client = Client("http://127.0.0.1:3000")
    task = client.submit("demo.calculation", {"expression": "2 + 3"})
    print(client.wait(task["id"])["result"])

    worker = Worker(client, name="resizer", concurrency=4)

    @worker.task("acme.resize", queue="images")
    def resize(context, input):
        return {"bytes": 7}

    worker.run()
"""

from __future__ import annotations

import http.client
import inspect
import json
import logging
import math
import os
import random
import re
import select
import signal
import socket
import ssl
import threading
import time
import uuid
from datetime import datetime, timezone
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple, TypedDict, Union
from urllib.parse import quote, urlsplit

__all__ = [
    "ApiError", "Cancelled", "Client", "Context", "Event", "NotReached", "Problem", "Task", "TaskError",
    "Usage", "WaitTimeout", "Worker",
]
__version__ = "0.2.0"

Json = Dict[str, Any]
Handler = Callable[["Context", Any], Json]
Time = Union[str, datetime]

_logger = logging.getLogger("task_runner")


# What is sent and answered -----------------------------------------------------------------------------


class Problem(TypedDict):
    path: str
    message: str


class Progress(TypedDict):
    percent: float
    message: Optional[str]


class Attempts(TypedDict):
    made: int
    max: int


class AttemptError(TypedDict):
    code: str
    message: str
    retryable: bool
    attempt: int


class Usage(TypedDict):
    provider: str
    model: str
    inputTokens: int
    outputTokens: int
    totalTokens: int


class Task(TypedDict, total=False):
    """As the API answers it; a newer server may add fields."""

    id: str
    type: str
    queue: str
    status: str
    waitingFor: Optional[Json]
    input: Any
    result: Optional[Json]
    error: Optional[AttemptError]
    progress: Progress
    priority: int
    attempts: Attempts
    timeoutMs: int
    usage: Optional[Usage]
    worker: Optional[str]
    tags: List[str]
    metadata: Json
    createdAt: str
    runAt: Optional[str]
    startedAt: Optional[str]
    finishedAt: Optional[str]
    updatedAt: str
    expiresAt: Optional[str]
    links: Dict[str, str]


class Event(TypedDict):
    """Of a task: `status`, `progress`, `delta`, `reset` or `end`."""

    id: int
    event: str
    data: Json


# Errors ------------------------------------------------------------------------------------------------


class ApiError(Exception):
    """The API refused a call. `code` is stable; `errors` say which fields are wrong."""

    def __init__(self, status: int, code: str, detail: str, errors: Sequence[Problem] = ()) -> None:
        fields = "; ".join(f"{problem['path']} {problem['message']}" for problem in errors)
        super().__init__(f"{status} {code}: {fields or detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.retry_after: Optional[float] = None

    @property
    def reason(self) -> str:
        return str(self).split(": ", 1)[1]


class NotReached(ConnectionError):
    """No answer came. `sent` tells whether the API may have got the call."""

    def __init__(self, message: str, sent: bool) -> None:
        super().__init__(message)
        self.sent = sent


class WaitTimeout(TimeoutError):
    """The task has not ended in time. It goes on."""


class Cancelled(Exception):
    """Raised in a handler whose task was cancelled, or is no longer its own. Let it pass."""


class TaskError(Exception):
    """Raised by a handler: why the attempt failed. Clients read the message: no prompt and no secret."""

    def __init__(
        self, code: str, message: str, retryable: bool = False, retry_after: Optional[float] = None
    ) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", code):
            raise ValueError(f"a code is 1 to 64 of a-z, 0-9 and _, a letter first, not {code!r}")
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
        self.retry_after = retry_after


# Connections -------------------------------------------------------------------------------------------

_ANSWER_SECONDS = 30.0
# The server sends a comment to a stream every 15 s.
_STREAM_SECONDS = 45.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_LOOK_SECONDS = 0.2


class _Pauses:
    """Between tries: twice as long each time, with jitter, until a time of the monotonic clock."""

    def __init__(self, until: float, stopped: Callable[[], bool] = lambda: False) -> None:
        self._until = until
        self._stopped = stopped
        self._next = _FIRST_PAUSE

    def pause(self, error: Exception) -> bool:
        """Waits. False where no time is left."""
        asked = getattr(error, "retry_after", None)
        seconds = max(self._next * random.uniform(0.5, 1.0), asked or 0.0)
        self._next = min(self._next * 2, _LONGEST_PAUSE)
        if self._stopped() or time.monotonic() + seconds > self._until:
            return False
        end = time.monotonic() + seconds
        while not self._stopped() and time.monotonic() < end:  # a signal does not end a sleep
            time.sleep(min(max(0.0, end - time.monotonic()), _LOOK_SECONDS))
        return not self._stopped()


class _Transport:
    """HTTP to one API, with a connection kept open for each thread."""

    def __init__(self, base_url: str, key: Optional[str]) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"base_url must be like http://127.0.0.1:3000, not {base_url!r}")
        self._host, self._port = parts.hostname, parts.port
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._prefix = parts.path.rstrip("/") + "/api/v1"
        self._headers = {"Accept": "application/json", "User-Agent": f"task-runner-python/{__version__}"}
        if key is not None:
            self._headers["Authorization"] = f"Bearer {key}"
        self._local = threading.local()

    def connect(self, timeout: float) -> http.client.HTTPConnection:
        if self._tls is not None:
            return http.client.HTTPSConnection(self._host, self._port, timeout=timeout, context=self._tls)
        return http.client.HTTPConnection(self._host, self._port, timeout=timeout)

    def call(
        self,
        method: str,
        path: str,
        body: Optional[object] = None,
        headers: Optional[Mapping[str, str]] = None,
        timeout: float = _ANSWER_SECONDS,
        on_socket: Callable[[Optional[socket.socket]], None] = lambda _: None,
    ) -> Any:
        """One try. Raises ApiError, NotReached."""
        connection = self._kept(timeout)
        try:
            answer = self.send(connection, method, path, body, headers, on_socket)
            try:
                text = answer.read()
            except (OSError, http.client.HTTPException) as error:
                raise NotReached(f"the answer broke off: {error}", sent=True) from error
            if answer.will_close:
                connection.close()
        except BaseException:
            connection.close()
            raise
        finally:
            on_socket(None)
        return _read(answer, text)

    def send(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: Optional[object] = None,
        headers: Optional[Mapping[str, str]] = None,
        on_socket: Callable[[Optional[socket.socket]], None] = lambda _: None,
    ) -> http.client.HTTPResponse:
        all_headers = {**self._headers, **(headers or {})}
        data = None
        if body is not None:
            data = json.dumps(body, allow_nan=False, separators=(",", ":")).encode()
            all_headers["Content-Type"] = "application/json"
        try:
            if connection.sock is None:
                connection.connect()
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            raise NotReached(f"the API can't be reached: {error}", sent=False) from error
        on_socket(connection.sock)
        try:
            try:
                connection.request(method, self._prefix + path, data, all_headers)
            except (BrokenPipeError, ConnectionResetError):
                pass  # a body that is too large is answered before all of it was read
            return connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise NotReached(f"no answer came: {error or type(error).__name__}", sent=True) from error

    def _kept(self, timeout: float) -> http.client.HTTPConnection:
        connection: Optional[http.client.HTTPConnection] = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self.connect(timeout)
        connection.timeout = timeout
        if connection.sock is not None:
            connection.sock.settimeout(timeout)
            # Something to read before anything was asked: the server has closed it.
            if _is_readable(connection.sock):
                connection.close()
        return connection


def _is_readable(sock: socket.socket) -> bool:
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(sock, select.POLLIN)
        return bool(poll.poll(0))
    return bool(select.select([sock], [], [], 0)[0])


def _read(answer: http.client.HTTPResponse, text: bytes) -> Any:
    if answer.status >= 300:
        raise _refusal(answer, text)
    try:
        return json.loads(text) if text else None
    except ValueError as error:
        raise NotReached("something else than the API answered: it is no JSON", sent=True) from error


def _refusal(answer: http.client.HTTPResponse, text: bytes) -> ApiError:
    try:
        problem = json.loads(text)
    except ValueError:
        problem = {}
    if not isinstance(problem, dict):
        problem = {}
    detail = str(problem.get("detail") or problem.get("title") or answer.reason or "no reason was given")
    error = ApiError(answer.status, str(problem.get("code", "unknown")), detail, problem.get("errors") or ())
    try:
        error.retry_after = float(answer.headers.get("Retry-After", ""))
    except ValueError:
        pass  # none, or a date, which the API does not send
    return error


def _is_passing(error: Exception) -> bool:
    """Whether the same call may succeed a little later."""
    return isinstance(error, NotReached) or (isinstance(error, ApiError) and error.status in (429, 502, 503, 504))


# Client ------------------------------------------------------------------------------------------------


class Client:
    """Submits tasks and follows them. Threads may share one.

    `retry_seconds`: how long a call is tried again while the API is away, busy or limits the caller.
    """

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:3000",
        key: Optional[str] = None,
        retry_seconds: float = 60.0,
    ) -> None:
        self._transport = _Transport(base_url, key)
        self._retry_seconds = retry_seconds

    def submit(
        self,
        type: str,
        input: Mapping[str, Any],
        *,
        priority: Optional[int] = None,
        run_at: Optional[Time] = None,
        max_attempts: Optional[int] = None,
        timeout_ms: Optional[int] = None,
        expires_at: Optional[Time] = None,
        webhook: Optional[Mapping[str, Any]] = None,
        tags: Optional[Sequence[str]] = None,
        metadata: Optional[Mapping[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> Task:
        """Accepts a task. It may be tried again, and the task is still accepted once: it always has an
        idempotency key. Give one of your own where your program may call twice for the same thing.
        """
        options = {
            "priority": priority, "runAt": _time(run_at), "maxAttempts": max_attempts, "timeoutMs": timeout_ms,
            "expiresAt": _time(expires_at), "webhook": webhook, "tags": tags, "metadata": metadata,
        }
        body = {"type": type, "input": input, **{name: given for name, given in options.items() if given is not None}}
        key = idempotency_key if idempotency_key is not None else str(uuid.uuid4())
        return self.call("POST", "/tasks", body, {"Idempotency-Key": key})

    def get(self, id: str) -> Task:
        return self.call("GET", f"/tasks/{_part(id)}")

    def cancel(self, id: str) -> Task:
        """Stops a task, waiting or running. Raises ApiError with status 409 where it has ended otherwise."""
        return self.call("POST", f"/tasks/{_part(id)}/cancel")

    def wait(self, id: str, timeout: Optional[float] = None) -> Task:
        """The task when it has ended, in whichever way. Raises WaitTimeout after `timeout` seconds."""
        for event in self._follow(id, None, timeout):
            if event["event"] == "end":
                return event["data"]  # type: ignore[return-value]
        return self.get(id)

    def follow(self, id: str, after: Optional[int] = None) -> Iterator[Event]:
        """What happens to a task, from its beginning or after the event `after`, until its end. A lost
        connection is made again: no event is missing, and none comes twice.
        """
        return self._follow(id, after, None)

    def call(
        self, method: str, path: str, body: Optional[object] = None, headers: Optional[Mapping[str, str]] = None
    ) -> Any:
        """Any call of the API that may safely be made twice. `path` is below /api/v1."""
        pauses = _Pauses(time.monotonic() + self._retry_seconds)
        while True:
            try:
                return self._transport.call(method, path, body, headers)
            except (ApiError, NotReached) as error:
                if not _is_passing(error) or not pauses.pause(error):
                    raise

    def _follow(self, id: str, after: Optional[int], timeout: Optional[float]) -> Iterator[Event]:
        end = None if timeout is None else time.monotonic() + timeout
        pauses = None
        while True:
            try:
                for event in self._stream(id, after, end):
                    after, pauses = event["id"], None
                    yield event
                    if event["event"] == "end":
                        return
                raise NotReached("the stream ended before the task", sent=True)
            except _NothingMore:
                return
            except (ApiError, NotReached) as error:
                if end is not None and time.monotonic() >= end:
                    raise WaitTimeout(f"task {id} has not ended after {timeout} s") from None
                limit = time.monotonic() + self._retry_seconds
                pauses = pauses or _Pauses(limit if end is None else min(end, limit))
                if not _is_passing(error):
                    raise
                if pauses.pause(error):
                    continue
                if end is not None and end < limit:
                    raise WaitTimeout(f"task {id} has not ended after {timeout} s") from error
                raise

    def _stream(self, id: str, after: Optional[int], end: Optional[float]) -> Iterator[Event]:
        connection = self._transport.connect(_seconds_left(end))
        headers = {"Accept": "text/event-stream"}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        try:
            answer = self._transport.send(connection, "GET", f"/tasks/{_part(id)}/events", None, headers)
            if answer.status >= 300:
                raise _refusal(answer, answer.read())
            if answer.status == 204:
                raise _NothingMore()
            yield from _events(_lines(connection, answer, end))
        finally:
            connection.close()


class _NothingMore(Exception):
    """The task has ended, and its last event was known."""


def _lines(
    connection: http.client.HTTPConnection, answer: http.client.HTTPResponse, end: Optional[float]
) -> Iterator[str]:
    while True:
        try:
            # The connection gives its socket away where the server closes it after the answer.
            sock = connection.sock
            if sock is not None:
                sock.settimeout(_seconds_left(end))
            line = answer.readline()
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise NotReached(f"the stream broke off: {error}", sent=True) from error
        if not line:
            return
        yield line.decode().rstrip("\r\n")
        if end is not None and time.monotonic() >= end:
            raise NotReached("the time is over", sent=True)


def _events(lines: Iterator[str]) -> Iterator[Event]:
    id, name, data = 0, "message", ""
    for line in lines:
        field, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if line == "":
            if data:
                yield {"id": id, "event": name, "data": json.loads(data)}
            name, data = "message", ""
        elif field == "id":
            id = int(value)
        elif field == "event":
            name = value
        elif field == "data":
            data = f"{data}\n{value}" if data else value


def _seconds_left(end: Optional[float]) -> float:
    return _STREAM_SECONDS if end is None else min(_STREAM_SECONDS, max(0.01, end - time.monotonic()))


def _part(id: str) -> str:
    return quote(id, safe="")


def _time(given: Optional[Time]) -> Optional[str]:
    if not isinstance(given, datetime):
        return given
    if given.tzinfo is None:
        raise ValueError("a time needs a zone, such as datetime.now(timezone.utc)")
    return given.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


# Worker ------------------------------------------------------------------------------------------------

# A cancel is heard with the next heartbeat, and must be in the handler within a second. One call for all
# tasks of the process, and one statement for all processes that call at the same time: that is cheap.
_HEARTBEAT_SECONDS = 0.5
_HEARTBEAT_ANSWER_SECONDS = 5.0
# Pieces of text that come within this time are one call.
_TEXT_SECONDS = 0.1
# Of progress that comes within this time only the newest is told.
_PROGRESS_SECONDS = 0.25
# Characters of one call: a body of the API has 2 MiB, and JSON makes up to 12 bytes of one.
_MOST_TEXT = 128 * 1024
_MOST_CLAIMED = 100
_MOST_CONCURRENCY = 1000
_LONGEST_MESSAGE = 10_000
_LONGEST_LINE, _LONGEST_FIELDS, _LONGEST_PROGRESS = 1_000, 2_000, 500
_LEVELS = ("debug", "info", "warn", "error")


class Context:
    """What a handler knows of its task, and says of it."""

    def __init__(self, worker: "Worker", claimed: Json, lease_seconds: float) -> None:
        self.task: Task = claimed["task"]
        self.id: str = self.task["id"]
        self.type: str = self.task["type"]
        self.attempt: int = claimed["attempt"]
        #: Equal for every delivery of the same run: pass it on to what the work calls.
        self.idempotency_key: str = claimed["idempotencyKey"]
        #: Set when the task is cancelled or lost, or the worker stops.
        self.cancelled = threading.Event()
        #: Tokens that a model used; set it before the handler returns.
        self.usage: Optional[Usage] = None
        self._worker = worker
        self._token: str = claimed["lease"]["token"]
        self._lease_seconds = lease_seconds
        # By our own clock. A slow network makes us too sure of it by its delay, and then the fence refuses us.
        self._expires_at = time.monotonic() + lease_seconds
        self._reason: Optional[str] = None  # why it is cancelled: cancelling, lost or stopped
        self._text = ""
        self._lock = threading.Lock()  # guards _text and _progress
        self._writing = threading.Lock()  # one piece at a time, in their order
        self._written_at = 0.0
        self._sent_bytes = 0  # of all text that is with the API
        self._progress: Optional[Json] = None
        self._told_at = 0.0
        self._trouble: Optional[Exception] = None

    def check(self) -> None:
        """Raises Cancelled where the work should stop. Call it between steps."""
        if self.cancelled.is_set():
            raise Cancelled(self._reason)

    def progress(self, percent: float, message: Optional[str] = None) -> None:
        """0 to 100. Call it as often as you like: four times a second the newest is told."""
        self.check()
        if math.isnan(percent):
            raise ValueError("the percent of a progress must be a number")
        body: Json = {"percent": min(max(percent, 0), 100)}
        if message is not None:
            body["message"] = _clean(message)[:_LONGEST_PROGRESS]
        with self._lock:
            self._progress = body
        self._tell_progress()

    def log(self, level: str, message: str, **fields: Any) -> None:
        """Keeps a line with the task. `level`: debug, info, warn or error. No prompt and no secret."""
        line = _clean(message)[:_LONGEST_LINE]
        body: Json = {"level": level if level in _LEVELS else "info", "message": line or "-"}
        if fields:
            body["data"] = _storable(fields)
        try:
            self._report("logs", body)
        except ApiError as error:  # a line that can't be kept fails no task
            _logger.warning("a line of task %s could not be kept: %s", self.id, error)

    def emit(self, text: str) -> None:
        """Streams the next piece of generated text. All pieces, joined, must be the `text` of the result."""
        self.check()
        self._raise_trouble()
        with self._lock:
            self._text += text
            is_due = len(self._text) >= _MOST_TEXT or time.monotonic() - self._written_at >= _TEXT_SECONDS
        if is_due:
            self._write_text()
            self._raise_trouble()

    # What the worker does with it

    def _end(self, reason: str) -> None:
        # A task that is lost is not our own any more, whatever was known before.
        if self._reason is None or reason == "lost":
            self._reason = reason
        self.cancelled.set()

    def _held_until(self, at: float) -> None:
        self._expires_at = at

    def _has_expired(self) -> bool:
        return time.monotonic() > self._expires_at

    def _flush(self) -> None:
        """All text is with the API. Raises what went wrong with any of it."""
        self._write_text()
        self._raise_trouble()

    def _raise_trouble(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    def _write_text(self) -> None:
        with self._writing:
            while self._trouble is None:
                with self._lock:
                    given, self._text = self._text[:_MOST_TEXT], self._text[_MOST_TEXT:]
                if not given:
                    return
                piece = _clean(given)
                if not piece:
                    continue
                try:
                    self._report("text", {"text": piece, "offset": self._sent_bytes})
                    self._sent_bytes += len(piece.encode())
                except Exception as error:  # whoever emits next, or ends the task, hears of it
                    self._trouble = error
                self._written_at = time.monotonic()

    def _tell_progress(self) -> None:
        with self._lock:
            body, now = self._progress, time.monotonic()
            if body is None or now < self._told_at + _PROGRESS_SECONDS:
                return
            self._progress, self._told_at = None, now
        self._report("progress", body)

    def _tell_what_waits(self) -> None:
        """Called beside the handler, which hears of what went wrong at its next call."""
        if self.cancelled.is_set():
            return
        if self._text:
            self._write_text()
        try:
            self._tell_progress()
        except Exception as error:
            _logger.debug("the progress of task %s was not taken: %s", self.id, error)

    def _report(self, what: str, body: Json) -> None:
        """Tries again as long as the lease may last: each report may be made twice. A piece of text says where it
        begins, so it is written once.
        """
        self.check()
        pauses = _Pauses(float("inf"), lambda: self.cancelled.is_set() or self._has_expired())
        while True:
            try:
                self._worker._say(self, what, body)
                return
            except (ApiError, NotReached) as error:
                if _is_lost(error):
                    self._end("lost")
                    raise Cancelled("lost") from error
                if what == "text" and isinstance(error, ApiError) and error.status in (400, 413):
                    raise TaskError("result_too_large", f"The text was refused: {error.reason}") from error
                if not _is_passing(error):
                    raise
                if not pauses.pause(error):
                    self._end("lost")
                    raise Cancelled(self._reason) from error


def _is_lost(error: Exception) -> bool:
    return isinstance(error, ApiError) and (error.status == 404 or error.code == "lease_lost")


def _clean(text: str) -> str:
    """As it is stored: without NUL, and with U+FFFD for half a surrogate pair."""
    return str(text).replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _storable(fields: Mapping[str, Any]) -> Json:
    try:
        text = json.dumps(fields, default=str, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return {"omitted": "not JSON"}
    return json.loads(text) if len(text) <= _LONGEST_FIELDS else {"omitted": "too long"}


class _Registered:
    def __init__(self, handler: Handler, body: Json) -> None:
        self.handler = handler
        self.body = body


class Worker:
    """Takes tasks over HTTP and runs them in threads.

    `concurrency`: how many at once. `drain_seconds`: how long a worker that stops lets them finish.
    """

    def __init__(
        self,
        client: Client,
        name: Optional[str] = None,
        concurrency: int = 4,
        drain_seconds: float = 30.0,
        wait_seconds: float = 30.0,
        version: Optional[str] = None,
    ) -> None:
        if not 1 <= concurrency <= _MOST_CONCURRENCY:
            raise ValueError(f"concurrency must be 1 to {_MOST_CONCURRENCY}")
        self._transport = client._transport
        self._concurrency = concurrency
        self._drain_seconds = drain_seconds
        self._wait_seconds = min(max(wait_seconds, 0.0), 60.0)
        self._about: Json = {"name": name or "python", "host": socket.gethostname(), "pid": os.getpid()}
        if version is not None:
            self._about["version"] = version
        self._id: Optional[str] = None
        self._types: Dict[str, _Registered] = {}
        self._running: Dict[str, Context] = {}  # by token
        self._changed = threading.Condition()  # guards _running
        self._stop_requests = 0
        self._claim_socket: Optional[socket.socket] = None
        self._has_ended = threading.Event()

    def task(
        self,
        type: str,
        *,
        queue: str = "python",
        description: Optional[str] = None,
        input: Optional[Json] = None,
        result: Optional[Json] = None,
        examples: Optional[Mapping[str, Json]] = None,
        max_attempts: Optional[int] = None,
        timeout_ms: Optional[int] = None,
        retry_delay_ms: Optional[int] = None,
    ) -> Callable[[Handler], Handler]:
        """Makes a function the handler of a task type. `input` and `result` are JSON Schemas."""
        if type in self._types:
            raise ValueError(f"two handlers for the task type {type}")

        def register(handler: Handler) -> Handler:
            if inspect.iscoroutinefunction(handler) or inspect.isgeneratorfunction(handler):
                raise TypeError(f"the handler of {type} must be a plain function: it runs in a thread of its own")
            about = description if description is not None else (handler.__doc__ or "").strip()
            options = {
                "examples": examples, "maxAttempts": max_attempts, "timeoutMs": timeout_ms,
                "retryDelayMs": retry_delay_ms,
            }
            given = {name: value for name, value in options.items() if value is not None}
            schemas = {"input": input or {"type": "object"}, "result": result or {"type": "object"}}
            self._types[type] = _Registered(handler, {"queue": queue, "description": about, **schemas, **given})
            return handler

        return register

    def run(self) -> None:
        """Runs until SIGTERM, SIGINT or `stop()`; a second signal does not wait for what runs."""
        if not self._types:
            raise ValueError("this worker has no task types: use @worker.task")
        before = self._listen_to_signals()
        helpers = [self._start(self._keep_leases, "heartbeats"), self._start(self._write_texts, "texts")]
        try:
            self._register()
            self._take_tasks()
            self._drain()
        finally:
            self._has_ended.set()
            for helper in helpers:
                helper.join(1.0)
            for number, handler in before:
                signal.signal(number, handler)

    def stop(self) -> None:
        """Takes no more tasks, and lets `run` return when those that run have ended."""
        # A signal's handler calls it between any two lines of `run`: it takes no lock.
        self._stop_requests += 1
        waiting = self._claim_socket
        if waiting is not None:
            try:
                # An answer that is on its way is still read. Not the one of a TLS socket, which ends reading too.
                socket.socket.shutdown(waiting, socket.SHUT_WR)
            except OSError:
                pass  # it is closed already

    # Taking

    def _listen_to_signals(self) -> List[Tuple[int, Any]]:
        if threading.current_thread() is not threading.main_thread():
            return []
        return [
            (number, signal.signal(number, lambda *_: self.stop())) for number in (signal.SIGTERM, signal.SIGINT)
        ]

    def _register(self) -> None:
        for name, registered in self._types.items():
            self._until_stopped(lambda: self._transport.call("PUT", f"/task-types/{_part(name)}", registered.body))

    def _until_stopped(self, call: Callable[[], Any]) -> Any:
        pauses = _Pauses(float("inf"), self._is_stopping)
        while not self._is_stopping():
            try:
                return call()
            except (ApiError, NotReached) as error:
                if not _is_passing(error):
                    raise
                _logger.warning("%s; trying again", error)
                pauses.pause(error)
        return None

    def _is_stopping(self) -> bool:
        return self._stop_requests > 0

    def _take_tasks(self) -> None:
        _logger.info("worker %s takes %s", self._about["name"], ", ".join(self._types))
        pauses = _Pauses(float("inf"), self._is_stopping)
        while not self._is_stopping():
            room = self._wait_for_room()
            if room == 0:
                continue
            try:
                self._claim(room)
                pauses = _Pauses(float("inf"), self._is_stopping)
            except (ApiError, NotReached) as error:
                if self._is_stopping():
                    return
                _logger.warning("no tasks: %s; trying again", error)
                if not _is_passing(error) and not self._is_unknown_type(error):
                    raise
                if pauses.pause(error) and self._is_unknown_type(error):
                    self._register()  # such as after a restored database

    def _is_unknown_type(self, error: Exception) -> bool:
        return isinstance(error, ApiError) and any(
            problem["path"].startswith("types.") for problem in error.errors
        )

    def _wait_for_room(self) -> int:
        with self._changed:
            if len(self._running) >= self._concurrency:
                self._changed.wait(_LOOK_SECONDS)  # not longer: a signal's handler wakes nobody
            return self._concurrency - len(self._running)

    def _claim(self, room: int) -> None:
        body: Json = {
            "worker": self._about, "types": list(self._types), "max": min(room, _MOST_CLAIMED),
            "waitSeconds": self._wait_seconds,
        }
        if self._id is not None:
            body["workerId"] = self._id

        def connected(sock: Optional[socket.socket]) -> None:
            self._claim_socket = sock

        timeout = self._wait_seconds + _ANSWER_SECONDS
        answer = self._transport.call("POST", "/work/claims", body, None, timeout, connected)
        self._id = answer["workerId"]
        for claimed in answer["tasks"]:
            context = Context(self, claimed, answer["leaseSeconds"])
            with self._changed:
                self._running[context._token] = context
            if self._is_stopping() or not self._try_to_perform(context):
                self._give_back(context)

    def _try_to_perform(self, context: Context) -> bool:
        try:
            self._start(lambda: self._perform(context), context.id)
            return True
        except RuntimeError as error:
            _logger.error("task %s is given back, as no thread could be started: %s", context.id, error)
            time.sleep(1.0)  # or it is taken again at once
            return False

    def _start(self, run: Callable[[], None], name: str) -> threading.Thread:
        # A daemon: a handler that never ends must not keep a stopped process alive.
        thread = threading.Thread(target=run, name=name, daemon=True)
        thread.start()
        return thread

    # Running

    def _perform(self, context: Context) -> None:
        try:
            what, body = self._outcome(context)
            if context._reason in ("lost", "stopped"):
                return  # it is somebody else's
            if context._reason == "cancelling" and what == "fail":
                what, body = "release", {}
            self._settle(context, what, body)
        except Exception:
            _logger.exception("task %s could not be ended; its lease ends by itself", context.id)
        finally:
            self._forget(context)

    def _outcome(self, context: Context) -> Tuple[str, Json]:
        try:
            result = self._types[context.type].handler(context, context.task["input"])
            context._flush()
            problem = _no_json(result)
            if problem is not None:
                return "fail", _failure("invalid_result", problem, False)
            body: Json = {"result": result}
            if context.usage is not None:
                body["usage"] = context.usage
            return "complete", body
        except Cancelled as error:
            if context.cancelled.is_set():
                return "release", {}
            return "fail", _failure("internal", f"Cancelled was raised by the handler: {_text_of(error)}", True)
        except TaskError as error:
            body = _failure(error.code, error.message, error.retryable)
            if error.retry_after is not None:
                body["retryAfterSeconds"] = min(max(error.retry_after, 0.0), 86_400.0)
            return "fail", body
        except BaseException as error:  # also SystemExit: one handler does not end the others
            _logger.warning("attempt %s of task %s failed", context.attempt, context.id, exc_info=True)
            return "fail", _failure("internal", f"{type(error).__name__}: {_text_of(error)}", True)

    def _settle(self, context: Context, what: str, body: Json) -> None:
        """The same call again is safe. It is made as long as the lease may last, and for one lease more:
        while the whole service is away no lease ends. A token that is no longer ours is refused.
        """
        pauses = _Pauses(
            float("inf"), lambda: time.monotonic() > context._expires_at + context._lease_seconds
        )
        while True:
            try:
                self._say(context, what, body)
                return
            except (ApiError, NotReached) as error:
                if _is_lost(error):
                    _logger.warning("task %s is no longer ours; its result is dropped", context.id)
                    return
                if isinstance(error, ApiError) and error.status in (400, 413) and what == "complete":
                    what, body = "fail", _refused_result(error)
                elif not _is_passing(error) or not pauses.pause(error):
                    raise

    def _say(self, context: Context, what: str, body: Json) -> None:
        self._transport.call("POST", f"/work/{context.id}/{what}", {"token": context._token, **body})

    def _forget(self, context: Context) -> None:
        with self._changed:
            self._running.pop(context._token, None)
            self._changed.notify_all()

    def _held(self) -> List[Context]:
        with self._changed:
            return list(self._running.values())

    # Beside the handlers

    def _keep_leases(self) -> None:
        while not self._has_ended.wait(_HEARTBEAT_SECONDS):
            held = self._held()
            if held:
                self._heartbeat(held)

    def _heartbeat(self, held: Sequence[Context]) -> None:
        sent_at = time.monotonic()
        body = {"workerId": self._id, "leases": [{"id": one.id, "token": one._token} for one in held]}
        try:
            answer = self._transport.call("POST", "/work/heartbeats", body, timeout=_HEARTBEAT_ANSWER_SECONDS)
            states = [lease["state"] for lease in answer["leases"]]  # in the order sent
        except Exception as error:  # the next one comes soon
            _logger.warning("no heartbeat: %s", error)
            for context in held:
                if context._has_expired():
                    context._end("lost")  # others may have it by now
            return
        for context, state in zip(held, states):
            if state == "held":
                context._held_until(sent_at + context._lease_seconds)
            else:
                context._end(state)

    def _write_texts(self) -> None:
        while not self._has_ended.wait(_TEXT_SECONDS):
            for context in self._held():
                context._tell_what_waits()

    # Stopping

    def _drain(self) -> None:
        until = time.monotonic() + self._drain_seconds
        with self._changed:
            while self._running and time.monotonic() < until and self._stop_requests < 2:
                self._changed.wait(_LOOK_SECONDS)
        for context in self._held():
            context._end("stopped")
            self._give_back(context)

    def _give_back(self, context: Context) -> None:
        try:
            self._transport.call("POST", f"/work/{context.id}/release", {"token": context._token})
        except (ApiError, NotReached) as error:
            _logger.warning("task %s could not be given back: %s; its lease ends by itself", context.id, error)
        self._forget(context)


def _failure(code: str, message: str, retryable: bool) -> Json:
    told = _clean(message)[:_LONGEST_MESSAGE] or code
    return {"error": {"code": code, "message": told, "retryable": bool(retryable)}}


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # it is the handler's own class
        return "its text could not be made"


def _no_json(result: object) -> Optional[str]:
    try:
        json.dumps(result, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return f"The handler returned what can't be written as JSON: {_text_of(error)}"
    return None


def _refused_result(error: ApiError) -> Json:
    is_too_large = error.status == 413 or "MAX_RESULT_BYTES" in error.reason
    code = "result_too_large" if is_too_large else "invalid_result"
    return _failure(code, f"The result was refused: {error.reason}", False)
