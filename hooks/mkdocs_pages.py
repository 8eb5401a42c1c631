"""Our pages and files as MkDocs knows them."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from policy_registry.framing import front_matter
from policy_registry.outputs import PageOutput


class RegistryPage(Page):
    """A page whose HTML is ready, so that Markdown is passed over."""

    def __init__(self, output: PageOutput, file: File, config: MkDocsConfig) -> None:
        self.output = output
        super().__init__(escape(output.title), file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Fill what MkDocs would read from the front matter."""
        output = self.output
        self.markdown = ""
        self.title = escape(output.title)
        self.meta = front_matter(output)
        if output.canonical and config.site_url:
            self.canonical_url = urljoin(config.site_url, output.canonical)
        if output.recorded:
            self.update_date = output.recorded

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML as it is, with its table of contents and the anchors that prose may link to."""
        self.content = self.output.html
        self.toc = get_toc([
            {"level": heading.level, "id": heading.id, "name": escape(heading.text), "children": []}
            for heading in self.output.headings if heading.level == 2
        ])  # fmt: skip
        self.present_anchor_ids = set(self.output.anchors)
        self.links_to_anchors = {}


class WrittenFile(File):
    """A file that is in its place already: MkDocs knows of it, so that prose may link there, and leaves it alone."""

    @classmethod
    def at(cls, path: str, config: MkDocsConfig) -> WrittenFile:
        """The file that is handed out at a path; a page goes by the name that it would have as Markdown."""
        name = f"{path.removesuffix('index.html')}index.md" if path.endswith("/index.html") else path
        return cls(name, None, config.site_dir, config.use_directory_urls, dest_uri=path)

    def is_documentation_page(self) -> bool:
        """MkDocs asks this to know whether it makes a page of a file."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """MkDocs asks this of every file that is no page."""
