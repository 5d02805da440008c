"""`python -m emurules` is the command `emurules`."""

from emurules.cli import main

if __name__ == "__main__":
    main()
