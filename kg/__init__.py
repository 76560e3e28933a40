"""Articles in, a graph that answers out."""
