#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the certificates in this folder anew; see README.md. Needs openssl 3.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# authority NAME SUBJECT
authority() {
    openssl ecparam -genkey -name prime256v1 -noout -out "$work/$1.key"
    openssl req -x509 -new -key "$work/$1.key" -subj "$2" -days 36500 -addext "keyUsage=critical,keyCertSign,cRLSign" -out "$1.pem"
}

# issued NAME AUTHORITY SUBJECT NAMES START END
issued() {
    openssl ecparam -genkey -name prime256v1 -noout -out "$1.key"
    openssl req -new -key "$1.key" -subj "$3" -out "$work/$1.csr"
    printf 'basicConstraints=CA:FALSE\nsubjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$4" > "$work/$1.ext"
    : > "$work/index.txt"
    openssl rand -hex 12 > "$work/serial"
    cat > "$work/ca.cnf" <<CNF
[ca]
default_ca=one
[one]
database=$work/index.txt
serial=$work/serial
new_certs_dir=$work
default_md=sha256
policy=any
[any]
commonName=supplied
organizationName=optional
CNF
    openssl ca -batch -notext -config "$work/ca.cnf" -cert "$2.pem" -keyfile "$work/$2.key" -in "$work/$1.csr" \
        -extfile "$work/$1.ext" -startdate "$5" -enddate "$6" -out "$1.pem" 2> /dev/null
}

# alone NAME SUBJECT NAMES: as "openssl req -x509" makes them, a small authority of its own
alone() {
    openssl ecparam -genkey -name prime256v1 -noout -out "$1.key"
    openssl req -x509 -new -key "$1.key" -subj "$2" -days 36500 -addext "subjectAltName=$3" -out "$1.pem"
}

here='IP:127.0.0.1,DNS:localhost'
from=20200101000000Z
far=21200101000000Z
authority authority '/CN=obdesk test authority'
authority stranger '/CN=obdesk unknown authority'
issued valid authority '/CN=valid.test/O=obdesk' "$here" $from $far
issued renewed authority '/CN=valid.test/O=obdesk' "$here" $from $far
issued elsewhere authority '/CN=ocp.example.com' 'DNS:ocp.example.com' $from $far
issued expired authority '/CN=expired.test' "$here" $from 20210304050607Z
issued unknown stranger '/CN=unknown.test' "$here" $from $far
alone alone '/CN=alone.test' "$here"
alone alone-renewed '/CN=alone.test' "$here"
alone alone-elsewhere '/CN=ocp.example.com' 'DNS:ocp.example.com'
# Issued by "alone" itself: whoever trusts that as an authority would take it.
cp alone.key "$work/alone.key"
issued offspring alone '/CN=offspring.test' "$here" $from $far
