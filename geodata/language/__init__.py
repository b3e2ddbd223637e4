"""Language: what a text is written in, its sentences and clauses, and the days it names."""
