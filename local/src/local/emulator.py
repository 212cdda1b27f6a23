"""The embedded AWS (MiniStack) in its own environment: its botocore pin must not meet ours."""

import asyncio
import contextlib
import shutil
import sys
import tempfile
from pathlib import Path

import aiohttp

from local import processes
from local.config import ACCOUNT, REGION, ROOT, LocalConfig
from local.errors import LocalError

_START_SECONDS = 60
_FUNCTION_HOST = Path(__file__).with_name("function_host.py")
_PROCESS = Path(__file__).with_name("emulator_process.py")
_PYTHON = ROOT / ".ministack" / "bin" / "python"
COMMAND = (str(_PYTHON), str(_PROCESS))


async def start(config: LocalConfig) -> processes.Child:
    """Start it and wait until it answers."""
    if not _PYTHON.exists():
        raise LocalError("The embedded AWS is not installed.", remedy="Run `make setup`.")
    child = await processes.start(
        "emulator",
        COMMAND,
        environment={
            **config.child_environment,
            "GATEWAY_PORT": str(config.emulator_port),
            "MINISTACK_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_HOST": "localhost",
            "LAMBDA_EXECUTOR": "local",
            "IOT_MTLS_ENABLED": "0",  # a broker on a fixed port that nobody here speaks to
            "PERSIST_STATE": "1",
            "S3_PERSIST": "1",
            "STATE_DIR": str(config.state),
            "S3_DATA_DIR": str(config.state / "s3"),
            "TATTOO_FUNCTION_HOST": str(config.function_host),
        },
        cwd=config.home,
        log_folder=config.logs,
    )
    try:
        await asyncio.wait_for(_until_healthy(config, child), _START_SECONDS)
    except (TimeoutError, LocalError):
        await child.stop()
        raise LocalError(
            f"The embedded AWS did not start: {processes.last_line(child.log)}", remedy=f"See {child.log}."
        ) from None
    except asyncio.CancelledError:
        await child.stop()
        raise
    return child


async def start_function_host(config: LocalConfig) -> processes.Child:
    """The process that functions are forked from; functions start without it too, only more slowly."""
    config.function_host.unlink(missing_ok=True)
    return await processes.start(
        "functions",
        [sys.executable, str(_FUNCTION_HOST), "serve", str(config.function_host)],
        environment=config.child_environment,
        cwd=config.home,
        log_folder=config.logs,
    )


async def _until_healthy(config: LocalConfig, child: processes.Child) -> None:
    async with aiohttp.ClientSession() as session:
        while True:
            if child.process.returncode is not None:
                raise LocalError("It ended at once.", remedy="")
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{config.endpoint}/_ministack/health") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)


def remove_leftovers(config: LocalConfig) -> None:
    """MiniStack unpacks function code below the temp folder and leaves it there; a socket outlives who listened."""
    config.function_host.unlink(missing_ok=True)
    for path in Path(tempfile.gettempdir()).glob(f"ministack-provided-code-{config.emulator_port}*"):
        shutil.rmtree(path, ignore_errors=True)
