"""Write the versions of this environment to newest.txt (what the package needs) and tools.txt (all the rest).

Run by `make pins` in a fresh environment. The gate installs what is pinned here, so that it says the same
tomorrow.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
HEADS = {
    "newest.txt": "# Constraints: the newest versions that the tests ran with. Written by `make pins`.\n",
    "tools.txt": "# Constraints: the project's own tools and what they need. Written by `make pins`.\n",
}


def main() -> None:
    """Freeze the environment and sort each line into its file."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = {re.split(r"[<>=!~\[; ]", line)[0] for line in project["dependencies"]}
    freeze = [sys.executable, "-m", "pip", "freeze", "--exclude-editable"]
    lines = subprocess.run(freeze, capture_output=True, check=True, text=True).stdout.splitlines()  # noqa: S603
    pinned = [line for line in lines if "==" in line]
    for name, head in HEADS.items():
        chosen = [line for line in pinned if (line.split("==")[0].lower() in core) == (name == "newest.txt")]
        (HERE / name).write_text(head + "".join(f"{line}\n" for line in chosen), encoding="utf-8")


if __name__ == "__main__":
    main()
