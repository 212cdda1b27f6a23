"""`python -m local`: the command itself, and Ctrl-C while its imports, which take a second, are still loading."""

import sys

if __name__ == "__main__":
    try:
        from local.command import main

        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
