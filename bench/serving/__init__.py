"""What readers' pages cost: the table of bench/README.md, one file per question."""
