"""A context's HTTP API: one function behind it, throttled, with access logs that hold no query."""

import json

from aws_cdk import Aws, Duration, RemovalPolicy
from aws_cdk import aws_apigatewayv2 as apigw
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_logs as logs
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from stacks.components.context_stack import ContextStack
from stacks.components.nag import acknowledge
from stacks.components.service_function import ServiceFunction
from stacks.names import Parameter

_PERIOD = Duration.minutes(5)


class HttpEndpoint(Construct):
    """Answers every path with one function, which knows its routes, its 404s and its 405s."""

    def __init__(
        self, stack: ContextStack, *, worker: ServiceFunction, parameter: Parameter, rate: int, burst: int
    ) -> None:
        super().__init__(stack, "Endpoint")
        api = apigw.HttpApi(self, "Api", create_default_stage=False, disable_execute_api_endpoint=False)
        api.add_routes(path="/{proxy+}", integration=HttpLambdaIntegration("Integration", worker.function))
        acknowledge(api, "AwsSolutions-APIG4", reason="Search, profiles and removal requests are open to everybody.")
        stage = apigw.HttpStage(
            self,
            "Stage",
            http_api=api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigw.ThrottleSettings(rate_limit=rate, burst_limit=burst),
        )
        self._log_access(stack, stage)
        self._alarm(
            stack,
            "ServerErrors",
            metric=api.metric_server_error(period=_PERIOD, statistic="Sum"),
            threshold=5,
            periods=1,
            description=f"{stack.context} answers with 5xx; see docs/runbooks/api-errors.md",
        )
        self._alarm(
            stack,
            "Slow",
            metric=api.metric_latency(period=_PERIOD, statistic="p95"),
            threshold=500,
            periods=3,
            description=f"{stack.context} p95 above 500 ms; see docs/runbooks/api-slow.md",
        )
        stack.write(parameter, f"{api.api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}")

    def _log_access(self, stack: ContextStack, stage: apigw.HttpStage) -> None:
        access_log = logs.LogGroup(
            self, "AccessLog", retention=stack.settings.log_retention, removal_policy=RemovalPolicy.DESTROY
        )
        cfn_stage = stage.node.default_child
        assert isinstance(cfn_stage, apigw.CfnStage)  # noqa: S101 - tells the type checker
        cfn_stage.access_log_settings = apigw.CfnStage.AccessLogSettingsProperty(
            destination_arn=access_log.log_group_arn,
            # The route, never the path or the query: those may hold what people search for.
            format=json.dumps(
                {
                    "requestId": "$context.requestId",
                    "route": "$context.routeKey",
                    "status": "$context.status",
                    "latency": "$context.responseLatency",
                }
            ),
        )

    def _alarm(
        self, stack: ContextStack, name: str, *, metric: cw.Metric, threshold: int, periods: int, description: str
    ) -> None:
        alarm = cw.Alarm(
            self,
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=periods,
            treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
            alarm_description=description,
        )
        stack.notify(alarm)
