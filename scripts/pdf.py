"""Set the book of a built site as one tagged PDF: `python scripts/pdf.py site`.

Needs WeasyPrint, and that needs Pango. Takes half a minute.
"""

import sys
from pathlib import Path

from weasyprint import HTML

from apparatus.project import write_file

SITE = Path(sys.argv[1] if len(sys.argv) > 1 else "site")

write_file(SITE / "edition.pdf", HTML(SITE / "book.html").write_pdf(pdf_variant="pdf/ua-1"))
print(SITE / "edition.pdf")
