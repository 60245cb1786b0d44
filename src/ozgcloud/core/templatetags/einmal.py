"""Parts of a page that are written once in a process and kept: a page of components costs more than its rows."""

from collections.abc import Hashable, Sequence

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString

register = template.Library()

MOST_KEPT = 500
"""Texts of one place; then it begins anew."""
GAP = "\0"
"""Stands where `{% inside %}` belongs. No text of ours has one, and neither has one out of PostgreSQL."""


class _Inside(template.Node):
    child_nodelists = ()

    def __init__(self, nodes: template.NodeList) -> None:
        self.nodes = nodes

    def render(self, _context: template.Context) -> SafeString:
        return SafeString(GAP)


class _Once(template.Node):
    child_nodelists = ()

    def __init__(self, keys: Sequence[FilterExpression], around: template.NodeList) -> None:
        self.keys, self.around = keys, around
        self.inside = [node for node in around.get_nodes_by_type(_Inside) if isinstance(node, _Inside)]
        self.kept: dict[tuple[Hashable, ...], list[str]] = {}

    def render(self, context: template.Context) -> SafeString:
        key = tuple(expression.resolve(context, ignore_failures=True) for expression in self.keys)
        parts = self.kept.get(key)
        if parts is None:
            parts = self.around.render(context).split(GAP)
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = parts
        written = parts[:1]
        for inside, after in zip(self.inside, parts[1:], strict=True):
            written += (inside.nodes.render(context), after)
        return SafeString("".join(written))


@register.tag
def once(parser: Parser, token: Token) -> template.Node:
    """``{% once [key …] %}…{% endonce %}``: written the first time a process shows it with these keys, and kept.

    For what looks the same whoever looks, like addresses of files or a component around changing rows: nothing may
    stand in it that another page, person or moment would write otherwise with equal keys; never a token, a name or what
    was searched for. Keys are hashable.
    """
    keys = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    around = parser.parse(("endonce",))
    parser.delete_first_token()
    return _Once(keys, around)


@register.tag
def inside(parser: Parser, _token: Token) -> template.Node:
    """``{% inside %}…{% endinside %}`` within `once`: written anew each time, unaware of what is around."""
    nodes = parser.parse(("endinside",))
    parser.delete_first_token()
    return _Inside(nodes)
