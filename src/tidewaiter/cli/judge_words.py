"""The commands by which a person sets the likelihood or the confidence of a finding."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.deciding import By, Why, required, told
from tidewaiter.cli.options import BuiltCase

Finding = Annotated[
    str, typer.Argument(metavar="FINDING", help="Its id, the end of it, or its number as listed.")
]


def likelihood(
    case: BuiltCase,
    finding: Finding,
    word: Annotated[
        str, typer.Argument(metavar="WORD", help="Of ICD 203, such as 'very likely'.")
    ],
    by: By = "",
    why: Why = "",
) -> None:
    """Set the likelihood of a finding in place of the one that the rules give.

    Both words are shown ever after, with who, when and why; judge withdraw lifts it.

    Words: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost
    certain; or: cannot be judged yet.

    Example: tidewaiter judge likelihood cases/rajin arms-from-dprk "very likely" --by "A. Analyst" --why "Load seized on 3 May"
    """
    required(by, why)
    made = api.judge_finding(case, "likelihood", finding, word, by=by, why=why)
    told(case, f"recorded: likelihood of {made.words}, now {made.verdict}")


def confidence(
    case: BuiltCase,
    finding: Finding,
    word: Annotated[str, typer.Argument(metavar="WORD", help="low, moderate or high.")],
    by: By = "",
    why: Why = "",
) -> None:
    """Set the confidence of a finding in place of the one that the rules give.

    Example: tidewaiter judge confidence cases/rajin arms-from-dprk low --by "A. Analyst" --why "The institutes share their images"
    """
    required(by, why)
    made = api.judge_finding(case, "confidence", finding, word, by=by, why=why)
    told(case, f"recorded: confidence of {made.words}, now {made.verdict}")
