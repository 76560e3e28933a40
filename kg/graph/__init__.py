"""The graph: kept, asked, explained."""

from kg.graph.graph import KnowledgeGraph, load

__all__ = ["KnowledgeGraph", "load"]
