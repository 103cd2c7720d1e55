"""Results: what one text reports, as a list that notebooks show as a table."""

from html import escape
from typing import TYPE_CHECKING

from leaderboard.records.result import Result

if TYPE_CHECKING:
    import pandas as pd

TRUTHS = ("better", "higher_is_better", "aggregate")
NUMBERS = ("value", "value_high", "confidence")
LISTS = ("also", "settings", "flags")
SHOWN = ("value_text", "unit", "kind", "metric", "dataset", "split", "setting", "model", "subject", "confidence")


class Results(list[Result]):
    """A list of results. A notebook shows them as a table; the sentence behind a number shows on hover."""

    def to_pandas(self) -> "pd.DataFrame":
        """Return a row for each result, in reading order; texts, truths and numbers keep their type when all miss."""
        import pandas as pd

        return typed(pd.DataFrame([each.model_dump() for each in self], columns=list(Result.model_fields)))

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{name.replace("_", " ")}</th>' for name in SHOWN)
        body = "".join(f"<tr>{''.join(_cell(each, name) for name in SHOWN)}</tr>" for each in self)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(result: Result, name: str) -> str:
    value = getattr(result, name)
    text = escape("" if value is None else str(value))
    return f'<td title="{escape(result.sentence)}">{text}</td>' if name == "value_text" else f"<td>{text}</td>"


def typed(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Give the columns of results their types: pandas sees an object where a column is empty or holds a truth.

    >>> import pandas as pd
    >>> frame = typed(pd.DataFrame({"better": [True, None], "change": [None, None], "value_high": [None, 4.0]}))
    >>> [str(each) for each in frame.dtypes]
    ['boolean', 'string', 'float64']
    """
    import pandas as pd

    kept = pd.api.types.is_numeric_dtype, pd.api.types.is_datetime64_any_dtype
    types = dict.fromkeys(TRUTHS, "boolean") | dict.fromkeys(NUMBERS, "float64")
    types |= {
        name: "string"
        for name in map(str, frame.columns)
        if name not in (*TRUTHS, *NUMBERS, *LISTS) and not any(is_kept(frame[name].dtype) for is_kept in kept)
    }
    lists = {name: frame[name].map(list) for name in LISTS if name in frame}
    return frame.astype({name: type for name, type in types.items() if name in frame}).assign(**lists)
