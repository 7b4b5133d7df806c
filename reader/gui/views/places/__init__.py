"""The sidebar: places to go to and to drop papers on."""
