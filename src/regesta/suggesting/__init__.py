"""What an authority file may lack: an edition in, proposed entities out, each with the places where it stands.

Proposed is what stands often enough and shows by its words or its neighbours what it is; spellings of one name are one
proposal, and what is likely a known entity in another spelling is proposed as a variant of it. Nothing is decided here.
"""

from regesta.suggesting.proposals import Addition, Proposal, Suggestions, suggestions
from regesta.suggesting.telling import told

__all__ = ["Addition", "Proposal", "Suggestions", "suggestions", "told"]
