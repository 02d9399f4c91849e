#!/bin/sh
# Makes sure that there is what the tests need: a Chromium, axe-core and component libraries (npm, in the versions of package-lock.json), and on Linux
# strace, with which they see that nothing is acknowledged before it is on disk.
# Installs what is missing where this may be done, and says what to do where it may not.
set -eu
cd "$(dirname "$0")"

# have NAME...: one of these programs is there
have() {
	for name; do command -v "$name" >/dev/null 2>&1 && return 0; done
	return 1
}

# install WHAT PACKAGE...: installs Debian's packages, or says who can
install() {
	what=$1; shift
	if [ "$(id -u)" = 0 ] && have apt-get; then
		echo "installing $what for the tests"
		export DEBIAN_FRONTEND=noninteractive
		apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "$@" >/dev/null && return 0
	fi
	echo "The tests need $what, which cannot be installed from here. Please run: sudo apt-get install $*" >&2
	exit 1
}

have chromium chromium-browser google-chrome || install Chromium chromium
if [ "$(uname)" = Linux ] && ! have strace; then
	(install strace strace) || echo "Without strace the tests of the disk are skipped." >&2
fi

# A copy of the lock says what was installed: the same as now, and there is nothing to do.
if ! cmp -s package-lock.json node_modules/.installed; then
	have npm || install npm nodejs npm
	echo "installing axe-core and the component libraries for the tests"
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	cp package-lock.json node_modules/.installed
fi
