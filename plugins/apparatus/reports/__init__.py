"""The printed forms of a verdict: for people, for programs, for GitHub, as SARIF."""
