"""Words set in the project's own typefaces: how wide they are, where lines break, what cannot be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

TYPEFACE_FILES = ("source-serif-4-latin-wght-normal.woff2", "source-sans-3-latin-wght-normal.woff2")
LONGEST_LINE = 200
_NOWHERE = "\U0010ffff"


@dataclass(frozen=True)
class Typefaces:
    """The bytes of the two variable typefaces, as their files hold them."""

    serif: bytes
    sans: bytes


class Lettering:
    """A typeface in one size and weight."""

    def __init__(self, typeface: bytes, size: int, weight: int) -> None:
        # The other layout asks for libraries that a machine may or may not have, and would draw other bytes.
        self._font = ImageFont.truetype(BytesIO(typeface), size, layout_engine=ImageFont.Layout.BASIC)
        self._font.set_variation_by_axes([weight])
        self.size = size
        self._margin = size // 4
        self._ascent, self._descent = self._font.getmetrics()
        self._widths: dict[str, float] = {}
        self._letters: dict[str, bytes] = {}
        # Drawing takes most of the time, and the same words come again and again.
        self._picture = lru_cache(maxsize=2048)(self._draw)

    def width(self, words: str) -> float:
        """How wide a line is, word by word."""
        return sum(self._width(word) for word in words.split(" ")) + self._width(" ") * words.count(" ")

    def drawable(self, words: str) -> str:
        """The words of which the typeface holds every letter; the others would be boxes."""
        return " ".join(word for word in words.split(" ") if all(self._holds(letter) for letter in word))

    def lines(self, words: str, width: float, most: int) -> tuple[str, ...]:
        """The words in lines that fit, with an ellipsis where they do not."""
        lines: list[str] = []
        used, space = 0.0, self._width(" ")
        for word in words.split(" "):
            more = space + self._width(word)
            if lines and used + more <= width:
                lines[-1] += f" {word}"
                used += more
            else:
                lines.append(word)
                used = more - space
        left = lines[most:]
        return tuple(
            self._cut(line, width) if (left and place == most) or self.width(line) > width else line
            for place, line in enumerate(lines[:most], start=1)
        )

    def balanced(self, words: str, width: float, most: int) -> tuple[str, ...]:
        """The words in the same number of lines, of about the same length."""
        lines = self.lines(words, width, most)
        while len(narrower := self.lines(words, width - self.size, most)) == len(lines) and not narrower[-1].endswith("…"):
            lines, width = narrower, width - self.size
        return lines

    def mask(self, words: str) -> tuple[Image.Image, tuple[int, int]]:
        """The words as shades of grey, and where these begin seen from the left end of the base line."""
        mask = Image.new("L", (round(self.width(words)) + 2 * self._margin, self._ascent + self._descent))
        x = 0.0
        for word in words.split(" "):
            mask.paste(255, (round(x), 0), self._picture(word))
            x += self._width(word) + self._width(" ")
        return mask, (-self._margin, -self._ascent)

    def _cut(self, line: str, width: float) -> str:
        line = line[:LONGEST_LINE]
        while line and self.width(f"{line}…") > width:
            line = line[:-1]
        return f"{line.rstrip(' ,;:.(–-')}…"

    def _width(self, word: str) -> float:
        if word not in self._widths:
            self._widths[word] = self._font.getlength(word)
        return self._widths[word]

    def _holds(self, letter: str) -> bool:
        return self._pixels(letter) != self._pixels(_NOWHERE)

    def _pixels(self, letter: str) -> bytes:
        if letter not in self._letters:
            self._letters[letter] = self._draw(letter).tobytes()
        return self._letters[letter]

    def _draw(self, word: str) -> Image.Image:
        """A word with a margin on both sides, because letters such as j reach out of their width."""
        picture = Image.new("L", (round(self._width(word)) + 2 * self._margin, self._ascent + self._descent))
        ImageDraw.Draw(picture).text((self._margin, self._ascent), word, fill=255, font=self._font, anchor="ls")
        return picture
