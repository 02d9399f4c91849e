#!/bin/sh
# Makes sure that there is a Chromium for the browser tests: installs it where it is missing and this may be done. On Linux
# also strace, with which tests see that nothing is acknowledged before it is on disk; without it they are skipped.
set -eu
if [ "$(uname)" = Linux ] && ! command -v strace >/dev/null 2>&1; then
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
		echo "installing strace for the tests of the disk"
		{ apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends strace; } >/dev/null || true
	else
		echo "The tests of the disk need strace, and are skipped without it: sudo apt-get install strace" >&2
	fi
fi
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "installing Chromium for the browser tests"
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium, which cannot be installed from here. Please run: sudo apt-get install chromium" >&2
exit 1
