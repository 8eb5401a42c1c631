"""The guides for contributors hold what they promise: their exercise is done here, word for word."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import PROJECT, registry_folder, three_policies
from conftest import EPOCH

GUIDES = PROJECT / "docs/contribute"
EXERCISE = ("add-a-policy", "correct-a-value", "record-a-law-change", "postpone-a-deadline", "retire-a-record")
BLOCK = re.compile(r"^```(sh|text|yaml|diff)\n(.*?)^```$", re.M | re.S)
NAMED_FILE = re.compile(r"`(practice/[^`]+\.yml)`")


@dataclass
class Desk:
    """A folder in which a person follows the guides, and what the last commands printed."""

    folder: Path
    printed: str = ""

    def follow(self, text: str) -> None:
        """Do what each block of a guide asks."""
        file = Path()
        end = 0
        for block in BLOCK.finditer(text):
            for name in NAMED_FILE.findall(text[end : block.start()]):
                file = self.folder / name
            end = block.end()
            getattr(self, f"_{block[1]}")(block[2], file)

    def _sh(self, commands: str, file: Path) -> None:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
        if (self.folder / "practice").exists():
            environment["REGISTRY_PATH"] = "practice"  # One terminal for all: it keeps what was exported.
        done = subprocess.run(
            ["bash", "-e", "-c", commands], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        self.printed = done.stdout + done.stderr
        # A check may find faults, for the guide shows some; what it must say follows as text.
        is_check = commands.endswith("registry check\n")
        assert done.returncode in ((0, 1) if is_check else (0,)), f"{commands}\n{self.printed}"

    def _text(self, lines: str, file: Path) -> None:
        for line in lines.splitlines():
            assert line in self.printed, f"{line}\n\n{self.printed}"

    def _yaml(self, lines: str, file: Path) -> None:
        file.write_text(file.read_text(encoding="utf-8") + lines, encoding="utf-8")

    def _diff(self, lines: str, file: Path) -> None:
        before, after = ("".join(f"{line[1:]}\n" for line in lines.splitlines() if line[0] in signs) for signs in (" -", " +"))
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{file.name} has not once:\n{before}\n{text}"
        file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    registry_folder(tmp_path, *three_policies())
    commands = tmp_path / ".venv" / "bin"
    commands.mkdir(parents=True)
    (commands / "registry").symlink_to(Path(sys.executable).with_name("registry"))
    return Desk(tmp_path)


def test_the_exercise_of_the_guides_can_be_done_word_for_word(desk: Desk) -> None:
    for guide in EXERCISE:
        desk.follow((GUIDES / f"{guide}.md").read_text(encoding="utf-8"))
    assert not (desk.folder / "practice").exists()


def test_every_guide_stands_in_the_menu_and_in_the_overview() -> None:
    menu = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    overview = (PROJECT / "docs/about/contribute.md").read_text(encoding="utf-8")
    index = GUIDES / "index.md"
    for guide in set(GUIDES.glob("*.md")) - {index}:
        assert f"({guide.name})" in index.read_text(encoding="utf-8")
        assert f"contribute/{guide.name}" in menu
        assert f"../contribute/{guide.name}" in overview
