"""The web application: a private bucket, CloudFront in front of it and of the APIs, security headers."""

import json

from aws_cdk import Duration
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from aws_cdk import custom_resources as cr
from constructs import Construct

from stacks.components.code import ROOT
from stacks.components.context_stack import TaggedStack
from stacks.components.nag import NO_ACCESS_LOG, acknowledge, acknowledge_wildcard
from stacks.names import Parameter, parameter_path
from stacks.settings import Settings

SITE = ROOT / "web" / "dist"
PAGES = ROOT / "web" / "pages.json"
_NOT_FOUND = "not-found.html"
_LONGEST_PARAMETER = 4096
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; worker-src 'self' blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class WebStack(TaggedStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, "web", settings=settings)
        self._headers = self._security_headers()
        site = self._private_bucket("Site")
        distribution = self._distribution(site)
        published = deployment.BucketDeployment(
            self,
            "Publish",
            sources=[deployment.Source.asset(str(SITE))],
            destination_bucket=site,
            distribution=distribution,
            prune=False,  # pages opened or rendered before this deployment still ask for the files of that time
        )
        self._acknowledge(site, distribution)
        origin = settings.public_url or f"https://{distribution.distribution_domain_name}"
        self.write(Parameter.SITE_BUCKET, site.bucket_name)
        self.write(Parameter.DISTRIBUTION_ID, distribution.distribution_id)
        self.write(Parameter.PUBLIC_URL, origin)
        self.write(Parameter.SITE, self._manifest(origin)).node.add_dependency(published)

    def _manifest(self, origin: str) -> str:
        """What other contexts need to answer with pages: see `service_kit.site.Site`."""
        shell = (SITE / "index.html").read_text(encoding="utf-8")
        manifest = json.dumps({"origin": origin, "pages": _pages(), "shell": shell}, ensure_ascii=False)
        if len(manifest.encode()) > _LONGEST_PARAMETER:
            raise ValueError("web/dist/index.html: too long for a parameter; ADR 0014 says what to do")
        return manifest

    def _private_bucket(self, name: str) -> s3.Bucket:
        return s3.Bucket(
            self,
            name,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=not self.settings.emulated,  # the emulator's CloudFront asks its S3 without TLS
            removal_policy=self.settings.removal_policy,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        )

    def _distribution(self, site: s3.Bucket) -> cloudfront.Distribution:
        search = self._api(self.read(Parameter.SEARCH_ENDPOINT))
        profile = self._api(self.read(Parameter.PROFILE_ENDPOINT))
        governance = self._api(self.read(Parameter.GOVERNANCE_ENDPOINT))
        return cloudfront.Distribution(
            self,
            "Distribution",
            default_root_object="index.html",
            web_acl_id=self._web_acl_arn(),
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            default_behavior=self._pages(site),
            additional_behaviors={
                "/artists/*": profile,
                "/v1/artists/*": profile,
                "/v1/studios/*": profile,
                "/v1/removal-requests*": governance,
                "/v1/*": search,
                "/health": search,
                "/robots.txt": search,
                "/sitemap*.xml": search,
                "/media/*": self._media(),
            },
        )

    def _pages(self, site: s3.Bucket) -> cloudfront.BehaviorOptions:
        routes = cloudfront.Function(
            self,
            "Routes",
            runtime=cloudfront.FunctionRuntime.JS_2_0,
            code=cloudfront.FunctionCode.from_inline(_routes()),
        )
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(
                site,
                # Who may list is told that a file is missing (404); to others it is forbidden (403).
                origin_access_levels=[cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            response_headers_policy=self._headers,
            function_associations=[
                cloudfront.FunctionAssociation(function=routes, event_type=event_type)
                for event_type in (
                    cloudfront.FunctionEventType.VIEWER_REQUEST,
                    cloudfront.FunctionEventType.VIEWER_RESPONSE,
                )
            ],
        )

    def _media(self) -> cloudfront.BehaviorOptions:
        bucket = s3.Bucket.from_bucket_name(self, "Media", self.read(Parameter.MEDIA_BUCKET))
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(bucket),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            # Five minutes, so that a removed picture is gone from every edge well within the promise.
            cache_policy=cloudfront.CachePolicy(
                self, "MediaCache", default_ttl=Duration.minutes(5), max_ttl=Duration.minutes(5)
            ),
            response_headers_policy=self._headers,
        )

    def _acknowledge(self, site: s3.Bucket, distribution: cloudfront.Distribution) -> None:
        acknowledge(site, "AwsSolutions-S1", reason=NO_ACCESS_LOG)
        acknowledge(distribution, "AwsSolutions-CFR1", reason="Everybody may read the directory.")
        acknowledge(distribution, "AwsSolutions-CFR3", reason=NO_ACCESS_LOG)
        acknowledge(
            distribution, "AwsSolutions-CFR4", reason="The default certificate of cloudfront.net fixes the policy."
        )
        the_cdks_own = "The CDK's own deployment functions; it chooses their runtime and policies."
        assets = f"arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-{self.settings.region}/*"
        for rule in (
            "AwsSolutions-L1",
            "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
            *(f"AwsSolutions-IAM5[Action::s3:{action}*]" for action in ("Abort", "DeleteObject", "GetBucket")),
            *(f"AwsSolutions-IAM5[Action::s3:{action}*]" for action in ("GetObject", "List")),
            "AwsSolutions-IAM5[Resource::*]",
            f"AwsSolutions-IAM5[Resource::{assets}]",
        ):
            acknowledge(self, rule, reason=the_cdks_own)
        acknowledge_wildcard(self, site.arn_for_objects("*"), reason=the_cdks_own)

    def _api(self, domain: str) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(domain, protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.USE_ORIGIN_CACHE_CONTROL_HEADERS_QUERY_STRINGS,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=self._headers,
        )

    def _security_headers(self) -> cloudfront.ResponseHeadersPolicy:
        return cloudfront.ResponseHeadersPolicy(
            self,
            "Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                    content_security_policy=CONTENT_SECURITY_POLICY, override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=Duration.days(730), include_subdomains=True, preload=True, override=True
                ),
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                frame_options=cloudfront.ResponseHeadersFrameOptions(
                    frame_option=cloudfront.HeadersFrameOption.DENY, override=True
                ),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(
                        header="Permissions-Policy", value="geolocation=(self), camera=(), microphone=()", override=True
                    )
                ]
            ),
        )

    def _web_acl_arn(self) -> str | None:
        """The firewall's address, read across regions; there is one region, and no firewall to ask, locally."""
        if self.settings.emulated:
            return None
        path = parameter_path(self.settings.stage, Parameter.WEB_ACL_ARN)
        call = cr.AwsSdkCall(
            service="SSM",
            action="getParameter",
            parameters={"Name": path},
            region=self.settings.edge_region,
            physical_resource_id=cr.PhysicalResourceId.of("web-acl-arn"),
        )
        lookup = cr.AwsCustomResource(
            self,
            "WebAclLookup",
            on_update=call,
            install_latest_aws_sdk=False,
            policy=cr.AwsCustomResourcePolicy.from_statements(
                [
                    iam.PolicyStatement(
                        actions=["ssm:GetParameter"],
                        resources=[
                            self.format_arn(
                                service="ssm", region=self.settings.edge_region, resource=f"parameter{path}"
                            )
                        ],
                    )
                ]
            ),
        )
        return lookup.get_response_field("Parameter.Value")


def _pages() -> list[str]:
    """The addresses of the application's own pages; a part that begins with a colon stands for any one word."""
    pages: list[str] = json.loads(PAGES.read_text(encoding="utf-8"))
    return pages


def _routes() -> str:
    """The CloudFront function, told which pages and files there are."""
    files = sorted(f"/{path.name}" for path in SITE.iterdir() if path.is_file() and path.name != _NOT_FOUND)
    code = (ROOT / "stacks" / "routes.js").read_text(encoding="utf-8")
    return f"var PAGES = {json.dumps(_pages())};\nvar FILES = {json.dumps(files)};\n{code}"
