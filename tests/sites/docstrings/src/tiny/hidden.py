"""Shown nowhere [@nobody1904]."""
