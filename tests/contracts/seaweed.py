"""A real S3 server for the tests: SeaweedFS on free ports, with one key pair and one bucket."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from ozgcloud.adapters.s3.store import CONFIG, BucketOptions

PATIENCE_SECONDS = 60
KEY, SECRET = "pruefung", "geheimnis-der-pruefung"
IDENTITY = {
    "identities": [
        {
            "name": "pruefung",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "List", "Tagging", "Write"],
        }
    ]
}


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@dataclass
class Seaweed:
    """One server; stopped and started again it keeps ports and bytes."""

    folder: Path
    ports: list[int] = field(default_factory=lambda: free_ports(9))
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    def options(self, **other: str) -> BucketOptions:
        values = {"url": self.url, "bucket": "ozg-dateien", "key": KEY, "secret": SECRET} | other
        return BucketOptions(**values)

    def client(self, **other: str):
        options = self.options(**other)
        return get_session().create_client(
            "s3",
            endpoint_url=options.url,
            aws_access_key_id=options.key,
            aws_secret_access_key=options.secret,
            region_name=options.region,
            config=CONFIG,
        )

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "s3.json").write_text(json.dumps(IDENTITY))
        names = ("s3", "s3", "master", "master", "volume", "volume", "filer", "filer")
        kinds = (".port", ".port.grpc") * 4
        ports = [f"-{name}{kind}={port}" for name, kind, port in zip(names, kinds, self.ports, strict=False)]
        weed = Path(sys.executable).with_name("weed")
        log = (self.folder / "weed.log").open("ab")
        self.process = subprocess.Popen(
            [
                *(weed, "server", f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"),
                *(f"-s3.config={self.folder / 's3.json'}", "-volume.max=8", "-master.volumeSizeLimitMB=64"),
                *("-s3.port.iceberg=0", "-s3.port.lance=0", "-volume.minFreeSpace=0", *ports),
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._wait()

    def stop(self) -> None:
        """Without asking: it takes long to end by itself."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _wait(self) -> None:
        client, end = self.client(), time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if "ozg-dateien" not in [bucket["Name"] for bucket in client.list_buckets()["Buckets"]]:
                    client.create_bucket(Bucket="ozg-dateien")
                client.put_object(Bucket="ozg-dateien", Key="bereit", Body=b"x")
            except (BotoCoreError, ClientError):
                assert self.process is not None
                assert self.process.poll() is None, (self.folder / "weed.log").read_text()[-2000:]
                assert time.monotonic() < end, (self.folder / "weed.log").read_text()[-2000:]
                time.sleep(0.2)
            else:
                return
