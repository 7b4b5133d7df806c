"""Copies of a library outside its folder: made and compared, thinned, put back."""
