"""`python -m policy_registry` is the command `registry`."""

from policy_registry.cli import main

main(prog_name="registry")
