"""Every error that csgraph raises on purpose, ordered by what the reader of the message can do.

::

    CsgraphError
    ├── ReportError         mend the text: a file that cannot be read, an entry without a date …
    ├── LanguagePackError   mend the data: a pack or gazetteer that is not well formed
    ├── QueryError          mend the question: SPARQL, a crime type or a name that is not known
    └── StoreError          mend the place: a store that is locked, missing, of another version

A message says where, what, and the way out, in one line. What is ordinary in a text (an unknown name, an
unreadable amount) is no error but a `Finding`.
"""


class CsgraphError(Exception):
    """The root; the command line turns it into one line and exit code 1."""


class ReportError(CsgraphError):
    """A report cannot be read as one."""


class LanguagePackError(CsgraphError):
    """A language pack, gazetteer or frame grammar is not well formed."""


class QueryError(CsgraphError):
    """A question cannot be answered as it was put."""


class StoreError(CsgraphError):
    """A store cannot be opened, written or reached."""


def one_line(fault: BaseException) -> str:
    """Return what a foreign error says, without its line ends."""
    return " ".join(str(fault).split())
