"""Fargate on one machine: reads the deployed task definitions and runs each container's command as a process."""

import asyncio
import sys
from typing import Any

from local import processes
from local.config import LocalConfig
from local.deployment import Aws

_RESTART_SECONDS = 2.0
_GRACE_SECONDS = 0.1  # what a task has not acknowledged is handed over again, so it may be killed


class TaskRunner:
    """Keeps one process per deployed service alive, restarting one that ends."""

    def __init__(self, *, config: LocalConfig, aws: Aws) -> None:
        self._config = config
        self._aws = aws
        self._keepers: list[asyncio.Task[None]] = []
        self.restarts = 0

    def start(self) -> None:
        for name, container in self._containers():
            self._keepers.append(asyncio.create_task(self._keep(name, container)))

    async def stop(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    def _containers(self) -> list[tuple[str, dict[str, Any]]]:
        ecs = self._aws.client("ecs")
        cluster = self._aws.parameter("platform/cluster-name")
        services = ecs.list_services(cluster=cluster)["serviceArns"]
        found = []
        for service in ecs.describe_services(cluster=cluster, services=services)["services"]:
            task = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
            container = task["containerDefinitions"][0]
            found.append((container["command"][2].replace("_", "-"), container))
        return found

    async def _keep(self, name: str, container: dict[str, Any]) -> None:
        environment = {
            **self._config.child_environment,
            **{pair["name"]: pair["value"] for pair in container.get("environment", [])},
        }
        command = [sys.executable if part == "python" else part for part in container["command"]]
        while True:
            child = await processes.start(
                name, command, environment=environment, cwd=self._config.home, log_folder=self._config.logs
            )
            try:
                await child.process.wait()
            finally:
                await child.stop(grace_seconds=_GRACE_SECONDS)
            self.restarts += 1
            await asyncio.sleep(_RESTART_SECONDS)
