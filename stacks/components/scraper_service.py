"""A queue-fed Fargate service that scales with its queue, down to zero (PLT-03)."""

from collections.abc import Mapping

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk.aws_ecr_assets import Platform
from constructs import Construct

from stacks.components.code import ROOT, projects
from stacks.components.context_stack import ContextStack
from stacks.components.nag import acknowledge, acknowledge_wildcard
from stacks.components.queues import GuardedQueue
from stacks.names import Parameter


class ScraperService(Construct):
    """Runs `python -m <package> worker` while its queue holds messages."""

    def __init__(
        self, stack: ContextStack, *, queue: GuardedQueue, environment: Mapping[str, str], max_tasks: int | None = None
    ) -> None:
        super().__init__(stack, "Scraper")
        settings = stack.settings
        package = stack.context.value.replace("-", "_")
        log_group = logs.LogGroup(self, "Logs", retention=settings.log_retention, removal_policy=RemovalPolicy.DESTROY)
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("ecs-tasks.amazonaws.com"))
        task = ecs.FargateTaskDefinition(
            self,
            "Task",
            task_role=self.role,
            cpu=settings.scraper_cpu,
            memory_limit_mib=settings.scraper_memory_mb,
            runtime_platform=ecs.RuntimePlatform(
                cpu_architecture=ecs.CpuArchitecture.ARM64, operating_system_family=ecs.OperatingSystemFamily.LINUX
            ),
        )
        task.add_container(
            "scraper",
            image=self._image(stack),
            command=["python", "-m", package, "worker"],
            environment={
                **stack.environment_variables,
                "QUEUE_URL": queue.queue.queue_url,
                "DEAD_LETTER_URL": queue.dead_letters.queue_url,
                "PLAYBACK_URL": settings.playback_url,
                "POLITE_DELAY_SECONDS": str(settings.polite_delay_seconds),
                "VISIBILITY_SECONDS": str(int(settings.scraper_visibility.to_seconds())),
                **environment,
            },
            logging=ecs.LogDriver.aws_logs(stream_prefix=stack.context.value, log_group=log_group),
            stop_timeout=Duration.seconds(120),
            readonly_root_filesystem=True,
        )
        queue.queue.grant_consume_messages(self.role)
        queue.dead_letters.grant_send_messages(self.role)
        acknowledge(
            task, "AwsSolutions-ECS2", reason="The variables are names and addresses; secrets are read at run time."
        )
        acknowledge_wildcard(task, "*", reason="The registry hands out its login only on all resources.")
        service = self._service(stack, task=task)
        self._scale(service, queue=queue, max_tasks=max_tasks or settings.scraper_max_tasks)

    @staticmethod
    def _image(stack: ContextStack) -> ecs.ContainerImage:
        if stack.settings.emulated:  # nothing is pulled or built: the local runner starts the command itself
            return ecs.ContainerImage.from_registry(f"{stack.context}:local")
        dockerfile = projects()[stack.context.value] / "Dockerfile"
        return ecs.ContainerImage.from_asset(
            str(ROOT),
            file=str(dockerfile.relative_to(ROOT)),
            platform=Platform.LINUX_ARM64,
            exclude=[".*", "web", "tests", "docs", "cdk.out", "local", "node_modules"],
        )

    def _service(self, stack: ContextStack, *, task: ecs.FargateTaskDefinition) -> ecs.FargateService:
        vpc = ec2.Vpc.from_vpc_attributes(
            self,
            "Vpc",
            vpc_id=stack.read(Parameter.VPC_ID),
            availability_zones=[f"{stack.settings.region}a", f"{stack.settings.region}b"],
            public_subnet_ids=[stack.read(Parameter.SUBNET_A), stack.read(Parameter.SUBNET_B)],
        )
        cluster = ecs.Cluster.from_cluster_attributes(
            self, "Cluster", cluster_name=stack.read(Parameter.CLUSTER_NAME), vpc=vpc, security_groups=[]
        )
        outbound_only = ec2.SecurityGroup(
            self, "OutboundOnly", vpc=vpc, description="Scrapers call out and are never called", allow_all_outbound=True
        )
        return ecs.FargateService(
            self,
            "Service",
            cluster=cluster,
            task_definition=task,
            desired_count=0,
            # Public subnets with a public address: cheaper than a NAT gateway, and nothing may come in.
            assign_public_ip=True,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC),
            security_groups=[outbound_only],
            capacity_provider_strategies=None,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
            min_healthy_percent=0,
            max_healthy_percent=100,  # a deployment replaces tasks, it never runs old and new ones side by side
        )

    @staticmethod
    def _scale(service: ecs.FargateService, *, queue: GuardedQueue, max_tasks: int) -> None:
        """One task while anything waits, all of them when it is a lot."""
        backlog = cw.MathExpression(
            expression="visible + in_flight",
            using_metrics={
                "visible": queue.queue.metric_approximate_number_of_messages_visible(),
                "in_flight": queue.queue.metric_approximate_number_of_messages_not_visible(),
            },
            period=Duration.minutes(1),
        )
        tasks = service.auto_scale_task_count(min_capacity=0, max_capacity=max_tasks)
        tasks.scale_on_metric(
            "Backlog",
            metric=backlog,
            adjustment_type=scaling.AdjustmentType.EXACT_CAPACITY,
            scaling_steps=[
                scaling.ScalingInterval(upper=0, change=0),
                scaling.ScalingInterval(lower=1, change=1),
                scaling.ScalingInterval(lower=500, change=max_tasks),
            ],
            cooldown=Duration.minutes(2),
        )
