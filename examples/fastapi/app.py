"""The endpoint that used to stand on Celery, on FastAPI, with the task runner behind it."""

import os
from typing import Any, Dict, Optional

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from task_runner import ApiError, Client, NotReached

app = FastAPI(title="AI over the task runner")
client = Client(
    os.environ.get("TASK_RUNNER_URL", "http://127.0.0.1:3000"),
    key=os.environ.get("TASK_RUNNER_KEY"),
    retry_seconds=5,
)


class Generate(BaseModel):
    prompt: str = Field(min_length=1, max_length=100_000)
    model: Optional[str] = None
    priority: int = Field(default=1, ge=1, le=10)


# Plain functions: FastAPI runs them in threads, and the client may be shared by threads.
@app.post("/ai/generate", status_code=202)
def generate(body: Generate) -> Dict[str, Any]:
    input = {"prompt": body.prompt, **({"model": body.model} if body.model else {})}
    task = _call(lambda: client.submit("ai.text-generation", input, priority=body.priority))
    return {"task_id": task["id"], "status": task["status"]}


@app.get("/ai/tasks/{task_id}")
def status(task_id: str) -> Dict[str, Any]:
    task = _call(lambda: client.get(task_id))
    return {
        "task_id": task["id"],
        "status": task["status"],
        "progress": task["progress"]["percent"],
        "result": (task["result"] or {}).get("text"),
        "error": (task["error"] or {}).get("message"),
    }


def _call(call: Any) -> Any:
    try:
        return call()
    except ApiError as error:
        # Our own key, and limits of the runner, are not the fault of who asks.
        status = error.status if error.status in (400, 404, 422) else 503
        raise HTTPException(status, error.reason if status != 503 else "The task runner is not available.") from error
    except NotReached as error:
        raise HTTPException(503, "The task runner is not available.") from error
