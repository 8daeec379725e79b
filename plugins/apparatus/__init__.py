"""Citations in Pandoc's syntax, checked against a library and printed as notes.

Text becomes values with places; rules read values and yield findings; renderers turn
the same values into notes; adapters only hand text in and diagnostics out.

    source -> parse -> Page, Library, Witness -> check -> [Diagnostic]
                       the same values        -> render -> notes
"""

__version__ = "0.1.0"
