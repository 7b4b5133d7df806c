"""What one makes of the papers: exports, comparisons, statistics, files, the clipboard."""
