"""Linking: records become an edition, in order, with names found and related documents told apart."""
