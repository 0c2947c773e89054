"""Regesta turns a folder of archive transcripts into a static documentary edition."""

__version__ = "0.1.0"
