"""The one list of what the embedded AWS lacks. Everything else is deployed to it exactly as to AWS."""

import jsii
from aws_cdk import CfnResource, IAspect
from constructs import IConstruct

EMULATOR_LACKS: dict[str, str] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": "no auto scaling; the local runner keeps one process per service",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "no auto scaling; the local runner keeps one process per service",
    "AWS::Budgets::Budget": "nothing costs money locally",
    "AWS::EventSchemas::Registry": "no schema registry; the contract tests check every schema",
    "AWS::EventSchemas::Schema": "no schema registry; the contract tests check every schema",
    "AWS::Events::Archive": "no archive by CloudFormation; nothing in the system reads it",
    "Custom::CDKBucketDeployment": "its function needs the AWS command line; the local runner uploads the files",
    "Custom::AWS": "used only to read the web ACL's address from another region; there is one region locally",
}
"""CloudFormation type → why the local stage does without it."""


@jsii.implements(IAspect)
class WithoutUnsupported:
    """Leaves out the resources of `EMULATOR_LACKS`; added to the app for the local stage only."""

    def visit(self, node: IConstruct) -> None:
        if not (isinstance(node, CfnResource) and node.cfn_resource_type in EMULATOR_LACKS):
            return
        # A construct's main resource goes with all that is below the construct, e.g. the policies of a scalable target.
        doomed = node.node.scope if node.node.id == "Resource" else node
        if doomed is not None and doomed.node.scope is not None:
            doomed.node.scope.node.try_remove_child(doomed.node.id)
