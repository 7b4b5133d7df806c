"""`python -m reader` is the same as the `reader` command."""

from reader.app import main

if __name__ == "__main__":
    main()
