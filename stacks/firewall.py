"""The web application firewall in front of CloudFront. Its home is us-east-1, as CloudFront demands."""

import json

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from service_kit.http import problem_body, too_many_requests
from stacks.components.context_stack import TaggedStack
from stacks.names import Parameter
from stacks.settings import Settings

_RATE_WINDOW_SECONDS = 300
_TOO_MANY = too_many_requests(retry_after_seconds=_RATE_WINDOW_SECONDS)
_TOO_MANY_BODY = "too-many-requests"

_MANAGED = (
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesAmazonIpReputationList",
)


class FirewallStack(TaggedStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, "firewall", settings=settings, region=settings.edge_region)
        rules = [_managed_rule(name, priority) for priority, name in enumerate(_MANAGED)]
        acl = waf.CfnWebACL(
            self,
            "WebAcl",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visibility("directory"),
            custom_response_bodies={
                _TOO_MANY_BODY: waf.CfnWebACL.CustomResponseBodyProperty(
                    content_type="APPLICATION_JSON",  # the firewall knows no application/problem+json
                    content=json.dumps(problem_body(_TOO_MANY, instance="firewall")),
                )
            },
            rules=[*rules, _search_rate_rule(settings.search_limit_per_five_minutes, priority=len(rules))],
        )
        self.write(Parameter.WEB_ACL_ARN, acl.attr_arn)


def _visibility(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True,
        metric_name=name,
        sampled_requests_enabled=False,  # samples would keep what people searched for
    )


def _managed_rule(name: str, priority: int) -> waf.CfnWebACL.RuleProperty:
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        statement=waf.CfnWebACL.StatementProperty(
            managed_rule_group_statement=waf.CfnWebACL.ManagedRuleGroupStatementProperty(vendor_name="AWS", name=name)
        ),
        visibility_config=_visibility(name),
    )


def _search_rate_rule(limit: int, *, priority: int) -> waf.CfnWebACL.RuleProperty:
    """PLT-04: 500 requests per five minutes and address on search."""
    search = waf.CfnWebACL.StatementProperty(
        byte_match_statement=waf.CfnWebACL.ByteMatchStatementProperty(
            field_to_match=waf.CfnWebACL.FieldToMatchProperty(uri_path={}),
            positional_constraint="STARTS_WITH",
            search_string="/v1/",
            text_transformations=[waf.CfnWebACL.TextTransformationProperty(priority=0, type="NONE")],
        )
    )
    return waf.CfnWebACL.RuleProperty(
        name="SearchRate",
        priority=priority,
        action=waf.CfnWebACL.RuleActionProperty(
            block=waf.CfnWebACL.BlockActionProperty(
                custom_response=waf.CfnWebACL.CustomResponseProperty(
                    response_code=int(_TOO_MANY.status),
                    custom_response_body_key=_TOO_MANY_BODY,
                    response_headers=[
                        waf.CfnWebACL.CustomHTTPHeaderProperty(name=name, value=value)
                        for name, value in _TOO_MANY.headers.items()
                    ],
                )
            )
        ),
        statement=waf.CfnWebACL.StatementProperty(
            rate_based_statement=waf.CfnWebACL.RateBasedStatementProperty(
                limit=limit,
                aggregate_key_type="IP",
                evaluation_window_sec=_RATE_WINDOW_SECONDS,
                scope_down_statement=search,
            )
        ),
        visibility_config=_visibility("SearchRate"),
    )
