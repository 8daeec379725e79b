"""Text to values. A parser never raises on an author's text: what it cannot accept
becomes a `Fault` with its place, and the rest is kept."""
