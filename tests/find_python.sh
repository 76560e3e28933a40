#!/bin/sh
# Prints the first Python that really is 3.12 or newer and can make a virtual environment, else says what to install.
check='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))'
for python in "$PYTHON" python3 python3.14 python3.13 python3.12 "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python; do
    [ -n "$python" ] || continue
    if "$python" -c "$check" >/dev/null 2>&1; then
        printf '%s\n' "$python"
        exit 0
    fi
done
echo "newskg needs Python 3.12 or newer with the venv module; none was found." >&2
echo "On Debian or Ubuntu: sudo apt-get install python3 python3-venv   (then: make demo)" >&2
echo "Another Python: make demo PYTHON=/path/to/python3.12" >&2
exit 2
