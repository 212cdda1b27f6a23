"""Each bounded context is put on a deployed platform alone, with the real `cdk deploy` (PLT-01)."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from event_contracts import Context
from local.config import ACCOUNT, REGION, ROOT, LocalConfig
from local.deployment import CDK, cdk_environment
from stacks.names import stack_name
from tests.integration.conftest import Emulator, free_port, start_emulator, stop

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("one stack")]

_PLATFORM = "platform"


class Account:
    """An AWS account with nothing in it but what was deployed from here."""

    def __init__(self, config: LocalConfig) -> None:
        self._config = config
        self._assembly = config.home / "cdk.out"
        self.emulator = Emulator(endpoint=config.endpoint, state=config.home)

    def synthesise(self) -> None:
        self._run(sys.executable, "-m", "stacks", "--stage", "local", "--out", str(self._assembly), cwd=ROOT)

    def bootstrap(self) -> None:
        self._run(*CDK, "bootstrap", f"aws://{ACCOUNT}/{REGION}", "--no-notices", cwd=self._config.home)

    def deploy(self, stack: str) -> str:
        """Deploy a stack and no other; its status."""
        options = ("--exclusively", "--require-approval", "never", "--no-notices", "--app", str(self._assembly))
        self._run(*CDK, "deploy", stack, *options, cwd=self._config.home)
        cloudformation = self.emulator.client("cloudformation")
        found = cloudformation.describe_stacks(StackName=stack_name("local", stack))["Stacks"]
        status: str = found[0]["StackStatus"]
        return status

    def _run(self, *command: str, cwd: Path) -> None:
        environment = cdk_environment(self._config)
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    home, port = tmp_path_factory.mktemp("account"), free_port()
    process = start_emulator(port, home)
    account = Account(LocalConfig(home=home, emulator_port=port))
    account.synthesise()
    account.bootstrap()
    assert account.deploy(_PLATFORM) == "CREATE_COMPLETE"
    yield account
    stop(process)


@pytest.mark.parametrize("context", [*reversed(Context)])  # against the flow of events: nobody waits for a neighbour
def test_a_context_is_deployed_alone_on_the_platform(platform: Account, context: Context) -> None:
    assert platform.deploy(context.value) == "CREATE_COMPLETE"
