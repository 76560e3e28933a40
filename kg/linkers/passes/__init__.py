"""The passes of the sieve, each a function that joins the seats of a board for one kind of reason."""
