#!/usr/bin/env python3
"""The whole system: settings → stacks. `cdk deploy -c stage=prod -e search-api` deploys one context alone."""

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from stacks.discovery import DiscoveryStack
from stacks.emulator import WithoutUnsupported
from stacks.firewall import FirewallStack
from stacks.governance import GovernanceStack
from stacks.indexer import IndexerStack
from stacks.instagram_scraper import InstagramScraperStack
from stacks.operations import OperationsStack
from stacks.platform import PlatformStack
from stacks.profile_api import ProfileApiStack
from stacks.search_api import SearchApiStack
from stacks.settings import for_stage
from stacks.studio_scraper import StudioScraperStack
from stacks.style_inference import StyleInferenceStack
from stacks.web import WebStack

STACKS = (PlatformStack, FirewallStack, DiscoveryStack, StudioScraperStack, InstagramScraperStack, StyleInferenceStack,
          ProfileApiStack, IndexerStack, SearchApiStack, GovernanceStack, OperationsStack, WebStack)  # fmt: skip

app = cdk.App()
settings = for_stage(app.node)
stacks = {stack.node.id: stack for stack in (kind(app, settings=settings) for kind in STACKS)}
for stack in stacks.values():
    for needed in stack.needs:
        stack.add_stack_dependency(stacks[needed])
if settings.emulated:
    cdk.Aspects.of(app).add(WithoutUnsupported())
else:
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
app.synth()
