"""What a child process may be asked in tests: good answers, and every way to go wrong."""

from __future__ import annotations

import os
import time
from typing import Any


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do what the request's verb says."""
    match request["verb"]:
        case "echo":
            return {"said": request["text"], "pid": os.getpid()}
        case "sleep":
            time.sleep(request["seconds"])
            return {"pid": os.getpid()}
        case "hang":
            while True:
                pass
        case "hang in C":
            # No other thread of the process runs meanwhile.
            return {"digits": len(str(9 ** (9**9)))}
        case "die":
            os._exit(3)
        case "eat memory":
            return {"length": len(bytearray(request["megabytes"] << 20))}
        case "recurse":
            return answer(request)
    raise ValueError(f"no verb {request['verb']!r}")
