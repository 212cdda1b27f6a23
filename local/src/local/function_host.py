"""Starts local functions by forking a process that has imported their libraries already.

Thirty functions that each import boto3, pydantic and Powertools would cost thirty times a second of processor time and
90 MB. A fork costs milliseconds and shares the memory. The bootstrap of each function (stacks/components/code.py) runs
`python -m local.function_host SOCKET`, which hands its environment and output to the host and lives as long as its
function: whoever kills the one kills the other.
"""

import array
import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
import time
from typing import Any

_PRELOADED = (
    "simplejson",
    "boto3.dynamodb.conditions",
    "botocore.config",
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.utilities.batch",
    "aws_lambda_powertools.utilities.data_classes.sqs_event",
    "aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event",
    "pydantic_settings",
    "uuid6",
    "tantivy",
    "httpx",
    "rapidfuzz",
    "phonenumbers",
)  # third parties only: our own code comes from each function's package; the runtime client does not survive a fork
_CLIENTS = ("dynamodb", "events", "kms", "s3", "sesv2", "sqs", "ssm", "stepfunctions")
_GREETING_BYTES = 1 << 20


def serve(path: str) -> None:
    """Accept functions until killed. Single-threaded on purpose: only then is forking safe."""
    for name in _PRELOADED:
        importlib.import_module(name)
    models = _service_models()
    gc.freeze()  # keeps the shared pages shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
        server.bind(path)
        server.listen(64)
        while True:
            connection, _ = server.accept()
            if os.fork() == 0:
                server.close()
                _become_function(connection, models)
            connection.close()


def _service_models() -> Any:
    """What boto3 reads and imports for its first clients: a quarter of a second that each function would spend."""
    import boto3  # noqa: PLC0415 - the bootstrap runs this file too, without any third party
    import botocore.session  # noqa: PLC0415

    core = botocore.session.Session()
    nobody = {"aws_access_key_id": "-", "aws_secret_access_key": "-", "region_name": "eu-west-2"}
    session = boto3.Session(botocore_session=core, **nobody)
    for service in _CLIENTS:
        session.client(service)  # type: ignore[call-overload]
    session.resource("dynamodb")
    return core.get_component("data_loader")


def _become_function(connection: socket.socket, models: Any) -> None:
    """In the child: take over the bootstrap's environment and output, then run the real Lambda runtime client."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    message, ancillary, _, _ = connection.recvmsg(_GREETING_BYTES, socket.CMSG_LEN(8))
    descriptors = array.array("i")
    for _, _, data in ancillary:
        descriptors.frombytes(data)
    for target, descriptor in zip((1, 2), descriptors, strict=True):
        os.dup2(descriptor, target)
    environment: dict[str, str] = json.loads(message)
    os.environ.clear()
    os.environ.update(environment)
    root = environment["LAMBDA_TASK_ROOT"]
    os.chdir(root)
    sys.path[:] = [root, *(entry for entry in sys.path if not entry.endswith("/src"))]
    _use(models)
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    _wait_for_runtime_api(environment["AWS_LAMBDA_RUNTIME_API"])
    runtime = importlib.import_module("awslambdaric.__main__")
    try:
        runtime.main(["awslambdaric", environment["_HANDLER"]])
    finally:
        os._exit(0)


def _use(models: Any) -> None:
    import boto3  # noqa: PLC0415
    import botocore.session  # noqa: PLC0415

    session = botocore.session.Session()
    session.register_component("data_loader", models)
    boto3.setup_default_session(botocore_session=session)


def _wait_for_runtime_api(address: str) -> None:
    """A forked function is ready before the emulator listens for it; the runtime client would give up at once."""
    host, _, port = address.partition(":")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return


def _end_with(connection: socket.socket) -> None:
    connection.recv(1)  # returns when the bootstrap is gone
    os._exit(1)


def ask(path: str) -> None:
    """In the bootstrap: have this function started, and wait until it ends."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.connect(path)
        rights = array.array("i", [1, 2])
        connection.sendmsg(
            [json.dumps(dict(os.environ)).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights.tobytes())]
        )
        connection.recv(1)


if __name__ == "__main__":
    {"serve": serve, "ask": ask}[sys.argv[1]](sys.argv[2])
