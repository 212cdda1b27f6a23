#!/usr/bin/env python3
"""The whole system: settings → stacks. `cdk deploy -c stage=prod directory-prod-search-api` deploys one context alone."""

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

CONTEXTS = (DiscoveryStack, StudioScraperStack, InstagramScraperStack, StyleInferenceStack, ProfileApiStack, IndexerStack,
            SearchApiStack, GovernanceStack, OperationsStack)  # fmt: skip

app = cdk.App()
settings = for_stage(app.node)
platform = PlatformStack(app, settings=settings)
for context in CONTEXTS:
    context(app, settings=settings).add_stack_dependency(platform)
FirewallStack(app, settings=settings)
WebStack(app, settings=settings)
if settings.emulated:
    cdk.Aspects.of(app).add(WithoutUnsupported())
else:
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
app.synth()
