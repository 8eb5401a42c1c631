"""Texts of records with the changes that people and programs make, by chance."""

from __future__ import annotations

from random import Random

SIGNS = (
    ": ", ":", " #", "#", "\t", "'", '"', "''", "&a ", "*a", "!t ", "---", "--- ", "...", "? ", "|", ">", ">-", ">+", "|-",
    "\r", "\r\n", "\ufeff", "\u00a0", "\u2028", "\x85", "\x00", "- ", "-", "  ", " ", "\n", "\n\n", "{", "}", "[", "]", ",",
    "%", "@", "`", "~", "null", "<<: ", "é", "電", "🔋", "\ue000", "\udc80", "²", "(", "/", "$", "<", "a: b", "\n  a",
    "\n- a\n", "\n   a: b\n", "x: 'y'\n", "'k': v\n", "\n# a\n", ": >-\n", "=", "\\",
)  # fmt: skip


def mutated(text: str, random: Random) -> str:
    """A text with a few changes as people and programs make them."""
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        lines = text.split("\n")
        place = random.randrange(len(lines))
        match random.randrange(9):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[random.randrange(len(lines))])
            case 2:
                other = random.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                lines[place] = " " * random.randint(1, 3) + lines[place]
            case 4:
                lines[place] = lines[place][random.randint(1, 3) :]
            case 5:
                lines[place] = lines[place].rstrip() + " " * random.randint(0, 1)
                lines[place] += "" if place + 1 == len(lines) else f" {lines.pop(place + 1).strip()}"
            case 6:
                words = lines[place].split(" ")
                words.insert(random.randint(0, len(words)), "\n" + " " * random.randint(0, 6))
                lines[place] = " ".join(words)
            case _:
                at = random.randint(0, len(lines[place]))
                # Signs mean most at the beginning and at the end of what is said.
                at = random.choice((at, 0, len(lines[place]), lines[place].find(": ") + 2, len(lines[place].split("- ")[0])))
                lines[place] = lines[place][:at] + random.choice(SIGNS) + lines[place][at:]
        text = "\n".join(lines)
    return text
