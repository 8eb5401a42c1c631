"""What an OpenAPI document promises, read as its clients read it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator

_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Api:
    """A document with its paths, as templates without the first slash."""

    document: dict[str, Any]

    @classmethod
    def read(cls, content: bytes) -> Api:
        return cls(json.loads(content))

    @property
    def paths(self) -> list[str]:
        return [path.removeprefix("/") for path in self.document["paths"]]

    def operation(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = self.document["paths"][f"/{path}"]["get"]
        return found

    def parameters(self, path: str) -> list[str]:
        """The parameters of a path, which the operation declares and the template names."""
        references = [parameter["$ref"] for parameter in self.operation(path).get("parameters", [])]
        declared = [reference.rpartition("/")[2] for reference in references]
        assert declared == _NAME.findall(path)
        return declared

    def at_examples(self, path: str) -> str:
        examples = {name: self.document["components"]["parameters"][name]["example"] for name in self.parameters(path)}
        return path.format_map(examples)

    def pattern(self, path: str) -> re.Pattern[str]:
        """What addresses a template stands for, by the schemas of its parameters."""
        return re.compile("".join(self._form(piece) for piece in re.split(r"(\{\w+\})", path)))

    def _form(self, piece: str) -> str:
        if not _NAME.fullmatch(piece):
            return re.escape(piece)
        schema = self.document["components"]["parameters"][piece[1:-1]]["schema"]
        if "enum" in schema:
            return f"(?:{'|'.join(map(re.escape, schema['enum']))})"
        return f"(?:{schema['pattern'].strip('^$')})" if "pattern" in schema else r"[1-9]\d*"

    @cached_property
    def schemas(self) -> dict[str, dict[str, Any]]:
        """The schema of what each path gives, for those that give JSON."""
        found = {}
        for path in self.paths:
            ((media_type, media),) = self.operation(path)["responses"]["200"]["content"].items()
            if media_type.endswith(("/json", "+json")):
                found[path] = media["schema"]
        return found

    @cached_property
    def validators(self) -> dict[str, Draft202012Validator]:
        components = {"components": self.document["components"]}
        return {path: Draft202012Validator(components | schema) for path, schema in self.schemas.items()}

    def faults(self, path: str, body: Any) -> list[str]:
        return [fault.message for fault in self.validators[path].iter_errors(body)]
