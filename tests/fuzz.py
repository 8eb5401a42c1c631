"""Runs the fuzz tests over and over with new seeds, for as many minutes as it is told; stops at the first fault."""

from __future__ import annotations

import random
import subprocess
import sys
import time

TESTS = "tests/hostile/test_fuzz.py"


def main(minutes: float) -> int:
    """The exit status: 0 where nothing was found."""
    until = time.monotonic() + minutes * 60
    rounds = 0
    while (left := until - time.monotonic()) > 0:
        seed = random.SystemRandom().randrange(2**32)
        command = [sys.executable, "-m", "pytest", TESTS, "-q", "--hypothesis-profile=long", f"--hypothesis-seed={seed}"]
        print(f"seed {seed}, {left / 60:.1f} minutes left", flush=True)
        try:
            done = subprocess.run(command, timeout=left, check=False)
        except subprocess.TimeoutExpired:
            break
        if done.returncode:
            print(f"found with the seed {seed}; the same again: {' '.join(command)}", flush=True)
            return 1
        rounds += 1
    print(f"nothing found in {rounds} whole rounds and a part of one", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
