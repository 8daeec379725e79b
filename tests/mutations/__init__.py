"""Damage done to our own edition: generators by subject, and the catalogue of all kinds."""
