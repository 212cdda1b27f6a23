"""Step Functions as every context has them: JSONata, traced, ids-only input and output, failures alarmed."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks

from stacks.components.context_stack import ContextStack
from stacks.components.nag import TRACING, acknowledge_wildcard
from stacks.components.service_function import ServiceFunction

PAYLOAD = "{% $states.result.Payload %}"
_TRANSIENT = [
    "Lambda.ServiceException",
    "Lambda.TooManyRequestsException",
    "Lambda.SdkClientException",
    "TransientError",
]


def invoke(
    stack: ContextStack,
    name: str,
    worker: ServiceFunction,
    *,
    payload: dict[str, object],
    assign: dict[str, str] | None = None,
    first_pause: Duration | None = None,
) -> tasks.LambdaInvoke:
    """A step that calls a function and passes on its answer; transient failures are tried again five times, each pause
    twice as long as the one before (`first_pause`: two seconds)."""
    step = tasks.LambdaInvoke.jsonata(
        stack,
        name,
        lambda_function=worker.function,
        payload=sfn.TaskInput.from_object(payload),
        outputs=PAYLOAD,
        assign=assign,
        retry_on_service_exceptions=False,
    )
    step.add_retry(errors=_TRANSIENT, interval=first_pause or Duration.seconds(2), backoff_rate=2, max_attempts=5)
    return step


def state_machine(
    stack: ContextStack, name: str, *, definition: sfn.IChainable, timeout: Duration, invokes: list[ServiceFunction]
) -> sfn.StateMachine:
    """A standard state machine with its own role that may call exactly its functions."""
    role = iam.Role(stack, f"{name}Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
    acknowledge_wildcard(role, "*", reason=TRACING)
    for worker in invokes:
        acknowledge_wildcard(role, f"{worker.function.function_arn}:*", reason="Any version of one function.")
    machine = sfn.StateMachine(
        stack,
        name,
        definition_body=sfn.DefinitionBody.from_chainable(definition),
        query_language=sfn.QueryLanguage.JSONATA,
        timeout=timeout,
        tracing_enabled=True,
        role=role,
        logs=sfn.LogOptions(
            destination=logs.LogGroup(
                stack,
                f"{name}Logs",
                retention=stack.settings.log_retention,
                removal_policy=RemovalPolicy.DESTROY,
            ),
            level=sfn.LogLevel.ALL,
            include_execution_data=False,
        ),
    )
    for metric, what in ((machine.metric_failed(), "failed"), (machine.metric_timed_out(), "timed out")):
        stack.notify(
            cw.Alarm(
                stack,
                f"{name}{what.title().replace(' ', '')}",
                metric=metric,
                threshold=1,
                evaluation_periods=1,
                treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
                alarm_description=f"{name} {what}; see docs/runbooks/state-machines.md",
            )
        )
    return machine
