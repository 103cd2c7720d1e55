"""Document: one paper's text, untouched."""

from pydantic import BaseModel, ConfigDict, Field


class Document(BaseModel):
    """One paper, as it came in. Every span of every record counts characters of `text`.

    >>> Document(id="2103.14030", text="Swin-L reaches 87.3% top-1.").text[15:19]
    '87.3'
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str = Field(
        min_length=1,
        description="Identifies the paper: arXiv id, the input's own id, or one derived from title or text",
    )
    title: str | None = Field(default=None, description="Title as printed; null when the input gives none")
    text: str = Field(description="The abstract or text, exactly as read")
    date: str | None = Field(
        default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="When it appeared: YYYY, YYYY-MM or YYYY-MM-DD"
    )
    url: str | None = Field(default=None, description="Where it can be read, http(s)")
    source: str | None = Field(default=None, description="The file and line it was read from")
