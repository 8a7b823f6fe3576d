"""A worker of two task types: python3 example_worker.py [address of the API]"""

import logging
import os
import sys
import time

from task_runner import Client, TaskError, Worker

client = Client(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:3000", key=os.environ.get("TASK_RUNNER_KEY"))
worker = Worker(client, name="example", concurrency=4)


@worker.task(
    "example.word-count",
    queue="python",
    description="Counts the words of a text.",
    input={
        "type": "object",
        "properties": {"text": {"type": "string", "minLength": 1}},
        "required": ["text"],
        "additionalProperties": False,
    },
    result={"type": "object", "properties": {"words": {"type": "integer"}}, "required": ["words"]},
    examples={"A sentence": {"text": "How many words are here?"}},
)
def count_words(context, input):
    words = len(input["text"].split())
    if words == 0:
        raise TaskError("no_words", "The text has no words.")
    return {"words": words}


@worker.task(
    "example.story",
    queue="python",
    description="Writes text word by word, as a language model does.",
    input={
        "type": "object",
        "properties": {
            "words": {"type": "integer", "minimum": 1, "maximum": 10000},
            "pauseMs": {"type": "integer", "minimum": 0, "maximum": 1000, "default": 50},
        },
        "required": ["words"],
        "additionalProperties": False,
    },
    result={"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    examples={"Short": {"words": 40}},
)
def tell_story(context, input):
    text = ""
    for number in range(1, input["words"] + 1):
        context.check()  # ends here when the task is cancelled
        piece = f"word {number} "
        text += piece
        context.emit(piece)
        context.progress(100 * number / input["words"])
        time.sleep(input.get("pauseMs", 50) / 1000)
    context.log("info", "told", words=input["words"])
    return {"text": text}


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    worker.run()
