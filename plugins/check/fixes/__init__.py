"""One file a fix, in the order in which they are made.

A fix is a module with ``NAME``, what a liaison reads of it, and ``mend(draft)``,
which returns the draft's text mended.  It mends what has one right form and
leaves everything else as it is: no word is changed, nothing is guessed.  One with
``RULE``, the rule of the check that speaks of the same, leaves a text that waives it.
"""

ORDER = (
    "fence",
    "field",
    "choice",
    "date",
    "tags",
    "indent",
    "full_width",
    "emphasis",
    "list",
    "heading",
    "blank_line",
    "table",
    "whitespace",
)
"""Front matter first: it tells where the body begins.  White space last: others leave it."""
