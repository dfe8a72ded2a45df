"""What is true of a function at a point: a table of verdicts and the witness that proves the table."""
