#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the secret store's test against a real keyring: one process writes, another reads, then the keyring is locked and taken away.
# Usage, on a private bus: keyring.sh TEST-PROGRAM KEYRING-DAEMON
set -eu
program=$1
daemon=$2

home=$(mktemp -d)
keyring=
finish() {
    if [ -n "$keyring" ]; then
        kill "$keyring" 2>/dev/null || true
        kill -CONT "$keyring" 2>/dev/null || true
    fi
    rm -rf "$home"
}
trap finish EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" XDG_CONFIG_HOME="$home/config" XDG_RUNTIME_DIR="$home/run"
mkdir -p "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_CONFIG_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"

start() {
    mkfifo "$home/password"
    "$daemon" --foreground --components=secrets "$@" <"$home/password" >"$home/log" 2>&1 &
    keyring=$!
    printf 'keyring password' >"$home/password"
    rm "$home/password"
    # Before anybody asks: the bus would start another one otherwise.
    until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true
    do
        kill -0 "$keyring"
    done
}
stop() {
    kill "$keyring"
    wait "$keyring" || true
    keyring=
}

start --unlock
OBDESK_KEYRING=open "$program" keyringWaits keyringWrites
grep -rq 'a secret of the test' "$home" && { echo "the secret stands in a file in plain text"; exit 1; }
OBDESK_KEYRING=open "$program" keyringReads
stop

echo "a keyring that is locked, and nobody to unlock it"
start
OBDESK_KEYRING=locked "$program" endsInMemory readsNothing
stop

echo "a keyring that knows the secret again, then forgets it"
start --unlock
OBDESK_KEYRING=open "$program" keyringWaits keyringReads keyringForgets
OBDESK_KEYRING=open "$program" readsNothing

echo "a keyring that hangs"
kill -STOP "$keyring"
OBDESK_KEYRING=silent "$program" readsNothing endsInMemory
kill -CONT "$keyring"
stop
