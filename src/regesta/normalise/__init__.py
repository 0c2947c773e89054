"""From what a reader cut to what we understand: one kind of understanding a module, `record` over them all."""
