"""Fills the templates: what comes from papers is escaped, a name that is missing is an error."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def rendered(name: str, template: str, **names: Any) -> str:
    """Fill a template for the file of that name, whose links start with the way to the report's folder."""
    return _environment().get_template(template).render(root="../" * name.count("/"), **names)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("leaderboard.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
