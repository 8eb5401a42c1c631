"""What is left of a drawn SVG."""

from __future__ import annotations

from policy_registry.charts.plain_svg import plain_svg

DRAWN = """
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="marks" width="20" height="10">
<style>text {fill: red}</style><defs><clipPath id="clip0"><rect width="1"/></clipPath></defs><script>alert(1)</script>
<foreignObject><div/></foreignObject><image xlink:href="https://example.org/a.png"/>
<g fill="none" transform="translate(5,5)"><g transform="translate(0,0)" class="root" role="graphics-object">
<path class="background" aria-hidden="true" d="M0,0h20v10h-20Z"/>
<a xlink:href="https://example.org"><path d="M0,0"/></a>
<g class="mark-symbol">
<path aria-label="One &lt;b&gt;" aria-roledescription="point" transform="translate(1.2345,-0.04)" d="M.5,0" fill="red"
 style="fill: blue" onclick="alert(1)"/>
<path transform="translate(0, 0)" d="M1,0" fill="red"/></g>
<path class="foreground" display="none" d=""/></g></g></svg>"""


def test_only_plain_shapes_stay() -> None:
    assert plain_svg(DRAWN, "here", "A & B", "What <i>is</i> seen", {}) == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart__picture" viewBox="0 0 20 10" role="img" '
        'aria-labelledby="here-title" aria-describedby="here-description">'
        '<title id="here-title">A &amp; B</title><desc id="here-description">What &lt;i&gt;is&lt;/i&gt; seen</desc>'
        '<g fill="none" transform="translate(5,5)"><g fill="red">'
        '<path transform="translate(1.2,0)" d="M0.5,0"><title>One &lt;b&gt;</title></path><path d="M1,0"/></g></g></svg>'
    )


def test_signs_become_the_words_that_they_stand_for() -> None:
    drawn = """<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><text>~0</text>
<text><tspan>~1</tspan><tspan dy="9">~10</tspan></text><text>2030</text></svg>"""
    assert plain_svg(drawn, "here", "A", "B", {"~0": "a < b", "~1": "one", "~10": "~0"}).endswith(
        '<text>a &lt; b</text><text><tspan>one</tspan><tspan dy="9">~0</tspan></text><text>2030</text></svg>'
    )
