"""The statistics: charts as pictures and as tables."""
