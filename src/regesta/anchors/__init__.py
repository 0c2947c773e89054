"""Issues addresses inside documents and keeps them for ever: the ledger, the aligner, the editor's decisions."""
