"""The page of comparisons: papers by columns."""
