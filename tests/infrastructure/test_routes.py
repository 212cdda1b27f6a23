"""What CloudFront's function makes of an address, run as it is deployed (A53)."""

import json
import subprocess
from typing import Any

import pytest

from tests.infrastructure.conftest import ROOT, Assembly

_PAGES = ["/", "/removal", "/removal/rr_abcdefghijklmnopqrstuv", "/privacy", "/terms", "/faq", "/errors", "/faq/"]
_NO_PAGES = [
    "/nope",
    "/artists",
    "/faq/more",
    "/removal/a/b",
    "/index.htm",
    "/wp-login.php",
    "/.env",
    "//",
    "/__proto__",
]
_FILES = ["/boot.js", "/icon.svg", "/assets/index-abc.js"]


def _run(prod: Assembly, uri: str, event_type: str, status: int = 200) -> dict[str, Any]:
    [(_, _, function)] = prod.resources("AWS::CloudFront::Function")
    event = {
        "context": {"eventType": event_type},
        "request": {"uri": uri},
        "response": {"statusCode": status, "statusDescription": "OK", "headers": {}},
    }
    script = f"{function['FunctionCode']}\nconsole.log(JSON.stringify(handler({json.dumps(event)})));"
    node = ROOT / ".venv" / "bin" / "node"
    done = subprocess.run([str(node), "-e", script], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("uri", _PAGES)
def test_a_page_is_the_shell(prod: Assembly, uri: str) -> None:
    assert _run(prod, uri, "viewer-request")["uri"] == "/index.html"
    assert _run(prod, uri, "viewer-response")["statusCode"] == 200


@pytest.mark.parametrize("uri", _NO_PAGES)
def test_an_unknown_address_is_the_not_found_page_with_its_status(prod: Assembly, uri: str) -> None:
    rewritten = _run(prod, uri, "viewer-request")["uri"]
    assert rewritten == "/not-found.html"
    # Whichever address the function is shown on the way out, the visitor's or the file's.
    for seen in (uri, rewritten):
        assert _run(prod, seen, "viewer-response")["statusCode"] == 404


@pytest.mark.parametrize("uri", _FILES)
def test_a_file_is_itself(prod: Assembly, uri: str) -> None:
    assert _run(prod, uri, "viewer-request")["uri"] == uri
    assert _run(prod, uri, "viewer-response", status=304)["statusCode"] == 304


def test_the_function_fits_into_cloudfront(prod: Assembly) -> None:
    [(_, _, function)] = prod.resources("AWS::CloudFront::Function")
    assert len(function["FunctionCode"].encode()) < 10_240
    assert function["FunctionConfig"]["Runtime"] == "cloudfront-js-2.0"
