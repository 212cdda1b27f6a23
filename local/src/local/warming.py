"""Starts every function that reads a queue or a stream before the first event comes, with an empty batch.

A function's first start costs a tenth of a second of processor time. Thirty at once would be what a run waits for.
"""

from concurrent.futures import ThreadPoolExecutor

from local.deployment import Aws

_AT_ONCE = 2  # another instance of the emulator's would start beside one that is starting


def warm(aws: Aws) -> None:
    """Invoke each once. A function that fails says so in the emulator's log, and again at its first event."""
    client = aws.client("lambda")
    mappings = client.get_paginator("list_event_source_mappings").paginate()
    functions = sorted({mapping["FunctionArn"] for page in mappings for mapping in page["EventSourceMappings"]})
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda arn: client.invoke(FunctionName=arn, Payload=b'{"Records": []}'), functions))
