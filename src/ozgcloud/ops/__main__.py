"""`python -m ozgcloud.ops`: what the script `ozg` hands over to."""

from __future__ import annotations

import sys

from ozgcloud.ops.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
