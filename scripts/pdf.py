"""Set the book of a built site as one tagged PDF: `python scripts/pdf.py site`.

Needs WeasyPrint, and that needs Pango. Takes half a minute.
"""

import sys
from pathlib import Path

from weasyprint import HTML

SITE = Path(sys.argv[1] if len(sys.argv) > 1 else "site")

HTML(SITE / "book.html").write_pdf(SITE / "edition.pdf", pdf_variant="pdf/ua-1")
print(SITE / "edition.pdf")
