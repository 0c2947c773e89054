"""Build the edition in seeds/ into site/; whatever `regesta build` understands may be added."""

import sys
from pathlib import Path

from regesta.cli import main

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    main(["build", str(HERE / "seeds"), "--out", str(HERE / "site"), *sys.argv[1:]])
