"""What was brought in: planned, applied, read again later, taken back. Facts only; marks stay."""
