"""Values to notes and pages. Escaping for HTML is done here and only here."""
