#!/bin/sh
# Makes .venv and installs the packages of one lock file, each checked by its hash.
set -eu
say() { printf '%s\n' "$1" >&2; exit 1; }
PYTHON=${PYTHON:-python3}
command -v "$PYTHON" >/dev/null || say "Python 3.11 or newer is needed; $PYTHON was not found."
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
	say "Python 3.11 or newer is needed; $PYTHON is $("$PYTHON" -V 2>&1). Type: make PYTHON=python3.12 run"
[ -w . ] || say "This folder is read-only. Copy it to one you may write to."
if [ ! -x .venv/bin/pip ]; then
	if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
		line="apt-get install -y python3-venv"
		if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
			(apt-get update && $line) >/dev/null 2>&1 || say "Python has no venv. Type: $line"
		else
			say "Python has no venv. Type, as root: $line"
		fi
	fi
	rm -rf .venv
	"$PYTHON" -m venv .venv || say "The environment .venv could not be made."
fi
echo "Installing the packages of $1."
.venv/bin/pip install -q --disable-pip-version-check --require-hashes -r "$1" 2>.venv/pip.log || {
	cat .venv/pip.log >&2
	say "Installing failed. Is the package index reachable?"
}
