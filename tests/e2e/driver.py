"""What tests can do to the running system and ask of it."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
from boto3.dynamodb.conditions import Key

from local.config import ROOT, LocalConfig
from local.deployment import Aws
from local.journal import RunSummary
from local.pipeline import Pipeline
from local.playback import REQUEST_LOG
from service_kit.handles import instagram_handle
from service_kit.ids import SubjectHasher
from tests.e2e.waiting import eventually

Json = dict[str, Any]

_PURGE_SECONDS = 180  # on a machine that is busy with other things; the goal is measured elsewhere
_PARKED_SECONDS = 60
REASON = "I do not want to be listed in any directory."


class ApiDriver:
    """One running local system: its address, its answers, its recordings, its AWS."""

    def __init__(self, *, config: LocalConfig) -> None:
        self.config = config
        self.base_url = config.public_url
        self.aws = Aws(config)
        self.pipeline = Pipeline(aws=self.aws)
        self.http = httpx.Client(base_url=self.base_url, timeout=30)
        self.city = config.home / "sample-city"
        self._taken: set[str] = set()

    # --- what it was given and what it found

    @cached_property
    def report(self) -> Json:
        return _read(self.config.home / "last-run.json")

    @cached_property
    def expected(self) -> Json:
        return _read(self.city / "expected.json")

    def log_lines(self, *, containing: str = "") -> Iterator[tuple[str, str]]:
        """Where and what: lines of the processes' logs, and of the functions' and gateways' log groups."""
        for path in sorted(self.config.logs.glob("*.log")):
            for line in path.read_text(errors="replace").splitlines():
                if containing in line:
                    yield path.name, line
        logs = self.aws.client("logs")
        pattern = {"filterPattern": f'"{containing}"'} if containing else {}
        for groups in logs.get_paginator("describe_log_groups").paginate():
            for name in (group["logGroupName"] for group in groups["logGroups"]):
                for page in logs.get_paginator("filter_log_events").paginate(logGroupName=name, **pattern):
                    for event in page["events"]:
                        yield name, event["message"]

    def take_artist(self) -> Json:
        """A listed artist whom no other test will be given, of a studio that has others."""
        for artist in self.readable_artists():
            if artist["instagram"] not in self._taken and self._is_one_of_several(artist) and self.find(artist["name"]):
                self._taken.add(artist["instagram"])
                return artist
        raise AssertionError("the sample city has no more artists to give")

    def untaken_artists(self) -> list[Json]:
        """The readable artists that nothing was done to."""
        return [artist for artist in self.readable_artists() if artist["instagram"] not in self._taken]

    def readable_artists(self) -> list[Json]:
        """Artists with a public account and styles in hashtags, who are not denied."""
        return [
            artist
            for artist in self.expected["artists"]
            if artist["account"] == "public" and artist["style_evidence"] == "hashtags" and not artist["denied"]
        ]

    def _is_one_of_several(self, artist: Json) -> bool:
        """At one studio of at least three artists, under a name and a handle that are theirs alone."""
        rosters = {studio["name"]: studio["roster"] for studio in self.expected["studios"]}
        return (
            len(artist["studios"]) == 1
            and len(rosters[artist["studios"][0]]) >= 3
            and [other["name"] for other in self.expected["artists"]].count(artist["name"]) == 1
            and (self.city / "instagram" / f"{artist['instagram']}.json").is_file()
        )

    # --- asking

    def get(self, path: str, **parameters: Any) -> httpx.Response:
        return self.http.get(path, params=parameters or None)

    def search(self, **parameters: Any) -> Json:
        answer = self.get("/v1/artists", **parameters)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def everyone(self, **parameters: Any) -> list[Json]:
        """Every match, over all pages."""
        found: list[Json] = []
        page = 1
        while True:
            answer = self.search(**parameters, limit=50, page=page)
            found += answer["items"]
            if not answer["pagination"]["hasMore"]:
                return found
            page += 1

    def find(self, name: str) -> Json | None:
        """The artist of exactly this name in search results."""
        return next((item for item in self.search(q=name)["items"] if item["name"] == name), None)

    def profile(self, artist_id: str) -> Json:
        answer = self.get(f"/v1/artists/{artist_id}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def style_counts(self) -> dict[str, int]:
        return {style["slug"]: style["count"] for style in self.get("/v1/styles").json()["items"]}

    # --- the recordings, and what was asked of them

    def requests_made(self) -> list[str]:
        """Addresses that the scrapers asked for, oldest first."""
        paths: list[str] = httpx.get(f"{self.config.playback_url}{REQUEST_LOG}").json()["paths"]
        return paths

    def fetches_of(self, handle: str) -> list[str]:
        """Requests for somebody's Instagram profile."""
        return [url for url in self.requests_made() if handle in url.lower().replace("/", "=").split("=")]

    @contextmanager
    def recording(self, path: Path, change: Callable[[str], str]) -> Iterator[None]:
        """Another recording in the place of one, for as long as the context is open."""
        original = path.read_bytes()
        changed = change(original.decode())
        assert changed != original.decode(), f"{path.name} was not changed"
        path.write_text(changed)
        try:
            yield
        finally:
            path.write_bytes(original)

    @contextmanager
    def instagram_biography(self, handle: str, biography: str) -> Iterator[None]:
        """Another biography on Instagram, and posts without words."""

        def change(text: str) -> str:
            answer = json.loads(text)
            user = answer["data"]["user"]
            user["biography"] = biography
            for edge in user["edge_owner_to_timeline_media"]["edges"]:
                edge["node"]["edge_media_to_caption"] = {"edges": []}
            return json.dumps(answer)

        with self.recording(self.city / "instagram" / f"{handle}.json", change):
            yield

    def site_page(self, studio: str) -> Path:
        return self.city / "sites" / self.host_of(studio) / "index.html"

    def host_of(self, studio: str) -> str:
        host: str = next(s["host"] for s in self.expected["studios"] if s["name"] == studio)
        return host

    # --- setting things going

    def run(self) -> RunSummary:
        """The daily run, until the system has come to rest."""
        return asyncio.run(self.pipeline.run(show=lambda _: None))

    def visit(self, host: str, *, house_number: str) -> RunSummary:
        """A run in which the map knows another house number for a studio, so that its website is visited again."""

        def change(text: str) -> str:
            answer = json.loads(text)
            for element in answer["elements"]:
                if any(host in str(value) for value in element["tags"].values()):
                    element["tags"]["addr:housenumber"] = house_number
            return json.dumps(answer)

        with self.recording(self.city / "overpass.json", change):
            return self.run()

    @cached_property
    def hasher(self) -> SubjectHasher:
        secret = self.aws.client("secretsmanager").get_secret_value(
            SecretId=self.aws.parameter("platform/identity-secret-arn")
        )
        return SubjectHasher(key=secret["SecretString"].encode())

    def handle_key(self, handle: str) -> str:
        normalised = instagram_handle(handle)
        assert normalised
        return self.hasher.handle_key(normalised)

    # --- removal

    def request_removal(self, profile: str, *, email: str, reason: str = REASON) -> str:
        form = {"profile": profile, "email": email, "relation": "self", "reason": reason}

        def answered() -> httpx.Response:
            answer = self.http.post("/v1/removal-requests", json=form)
            assert answer.status_code != 429, "another test has just filled this second"
            return answer

        answer = eventually(answered)
        assert answer.status_code == 202, answer.text
        ticket: str = answer.json()["ticket"]
        return ticket

    def removal_state(self, ticket: str) -> str:
        state: str = self.get(f"/v1/removal-requests/{ticket}").json()["state"]
        return state

    def moderate(self, *arguments: str) -> str:
        """The moderator's command; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "governance", *arguments],
            env=self.config.child_environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def remove(self, profile: str, *, email: str) -> str:
        """Request, approve, and wait until the purge is complete; the ticket."""
        ticket = self.request_removal(profile, email=email)
        self.moderate("approve", ticket)
        eventually(lambda: self.removal_state(ticket) == "completed", within=_PURGE_SECONDS)
        return ticket

    # --- what is stored

    def table_texts(self) -> Iterator[tuple[str, str]]:
        """Every item of every table, as text."""
        for name in self.aws.client("dynamodb").list_tables()["TableNames"]:
            for page in self.aws.client("dynamodb").get_paginator("scan").paginate(TableName=name):
                for item in page["Items"]:
                    yield name, json.dumps(item, ensure_ascii=False, default=str)

    def objects(self) -> Iterator[tuple[str, str, bytes]]:
        """Bucket, key and body of every version of every object of the directory."""
        s3 = self.aws.client("s3")
        for bucket in (b["Name"] for b in s3.list_buckets()["Buckets"] if b["Name"].startswith("directory-")):
            for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
                for version in page.get("Versions", []):
                    where = {"Bucket": bucket, "Key": version["Key"]}
                    if version["VersionId"] != "null":
                        where["VersionId"] = version["VersionId"]
                    yield bucket, version["Key"], s3.get_object(**where)["Body"].read()

    def stores_holding(self, texts: Iterable[str]) -> list[str]:
        """Tables and objects in which any of the texts can be read."""
        wanted = [text.casefold() for text in texts]
        found = [f"table {name}" for name, item in self.table_texts() if any(w in item.casefold() for w in wanted)]
        for bucket, key, body in self.objects():
            text = f"{key}\n{body.decode(errors='ignore')}".casefold()
            if any(w in text for w in wanted):
                found.append(f"{bucket}/{key}")
        return found

    def messages_holding(self, texts: Iterable[str]) -> list[str]:
        """Queues, dead-letter queues included, with a message in which any of the texts can be read."""
        wanted = [text.casefold() for text in texts]
        queues: Json = httpx.get(f"{self.config.endpoint}/_ministack/sqs/messages").json()["messages"]
        return [line for line in _leaves(queues) if any(w in line.casefold() for w in wanted)]

    def logs_holding(self, texts: Iterable[str]) -> set[tuple[str, str]]:
        """Logs, each with a text that can be read in it."""
        wanted = [text.casefold() for text in texts]
        return {(where, text) for where, line in self.log_lines() for text in wanted if text in line.casefold()}

    def mails_to(self, address: str) -> list[Json]:
        """What the system sent to an address."""
        sent: Json = httpx.get(f"{self.config.endpoint}/_ministack/ses/messages").json()["messages"]
        return [mail for account in sent.values() for mail in account if address in mail["To"]]

    # --- events and queues

    def journalled(self, correlation_id: str) -> list[Json]:
        """The journal's items of everything that followed from one run, refresh or ticket."""
        table = self.aws.resource("dynamodb").Table(self.aws.parameter("operations/journal-table"))
        items: list[Json] = table.query(KeyConditionExpression=Key("PK").eq(f"RUN#{correlation_id}"))["Items"]
        return items

    def function(self, context: str, name: str) -> str:
        """The full name of one function, e.g. `search-api`, `Http`."""
        prefix = f"directory-local-{context}-{name}"
        pages = self.aws.client("lambda").get_paginator("list_functions").paginate()
        (found,) = [
            f["FunctionName"] for page in pages for f in page["Functions"] if f["FunctionName"].startswith(prefix)
        ]
        return str(found)

    def queue(self, context: str, name: str) -> str:
        """The URL of one queue, e.g. `instagram-scraper`, `ArtistsQueue`."""
        prefix = f"directory-local-{context}-{name}"
        (url,) = [url for url in self.pipeline.queues() if url.rsplit("/", 1)[-1].startswith(prefix)]
        return url

    def take_message(self, queue_url: str, *, containing: str) -> Json:
        """Wait for a message that holds a text, and take it from the queue."""
        sqs = self.aws.client("sqs")

        def take() -> Json | None:
            answer = sqs.receive_message(
                QueueUrl=queue_url, MaxNumberOfMessages=10, VisibilityTimeout=1, MessageAttributeNames=["reason"]
            )
            for message in answer.get("Messages", []):
                if containing in message["Body"]:
                    sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
                    return dict(message)
            return None

        return eventually(take, within=_PARKED_SECONDS)

    def is_at_rest(self, queue_url: str) -> bool:
        """Nothing waits in the queue and nothing taken from it is being worked on."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        attributes = self.aws.client("sqs").get_queue_attributes(QueueUrl=queue_url, AttributeNames=names)
        return not any(int(value) for value in attributes["Attributes"].values())


def _leaves(tree: Any) -> Iterator[str]:
    """Every text in a JSON tree, under the names that lead to it."""
    if isinstance(tree, dict | list):
        for name, branch in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from (f"{name} {leaf}" for leaf in _leaves(branch))
    else:
        yield str(tree)


def _read(path: Path) -> Json:
    content: Json = json.loads(path.read_text(encoding="utf-8"))
    return content
