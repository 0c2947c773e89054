"""Search: what is indexed of an edition, and the bundle of files that a reader's browser asks."""
