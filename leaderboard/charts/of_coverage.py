"""The chart of coverage: how many numbers each dataset has, and how many of them stand on a board."""

from typing import TYPE_CHECKING, Any

from leaderboard.charts import style
from leaderboard.errors import LeaderboardError
from leaderboard.showing import printable

if TYPE_CHECKING:
    import altair as alt

    from leaderboard.store import Store

BAR = 22  # pixels for a bar with its name beside it


def coverage(store: "Store", top: int = 30) -> "alt.LayerChart":
    """Draw a bar for each dataset: its numbers of all kinds, filled as far as they stand on boards.

    Raises LeaderboardError when the database has no number with a dataset.
    """
    found = store.ask("coverage")
    if found.empty:
        raise LeaderboardError("no number comes with a dataset", where=str(store.path))
    shown = found.head(top)
    rows = [
        {
            "dataset": printable(row["dataset"]),
            "results": int(row["results"]),
            "ranked": int(row["ranked"]),
            "counts": f"{row['ranked']} of {row['results']} in {row['papers']} papers",
        }
        for row in shown.to_dict("records")
    ]
    first = f"the first {len(shown)} of {len(found)} datasets, by papers" if len(found) > len(shown) else "by papers"
    return style.titled(
        _counted(rows), "Numbers of each dataset", f"filled: those that stand on a board · outlined: all · {first}"
    )


def _counted(rows: list[dict[str, Any]]) -> Any:
    import altair as alt

    base = alt.Chart(alt.NamedData("datasets")).encode(
        y=alt.Y("dataset:N", sort=None, axis=alt.Axis(title=None, labelLimit=260, domain=False, ticks=False))
    )
    x = alt.X("results:Q", axis=alt.Axis(title="numbers", tickMinStep=1, tickCount=6), scale=alt.Scale(padding=0))
    said = style.tooltip(dataset="dataset", counts="on boards")
    whole = base.mark_bar(height=12, filled=False, stroke=style.COLOURS["own"]).encode(x=x, tooltip=said)
    ranked = base.mark_bar(height=12, color=style.COLOURS["own"]).encode(x=alt.X("ranked:Q"), tooltip=said)
    counts = base.mark_text(align="left", dx=6, fontSize=11, color=style.INK).encode(x=x, text="counts:N")
    return alt.layer(whole, ranked, counts).properties(
        width=style.WIDTH, height=BAR * len(rows), datasets={"datasets": rows}
    )
