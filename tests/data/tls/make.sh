#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the certificates in this folder anew; see README.md. Needs openssl 3.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

here='IP:127.0.0.1,DNS:localhost'
from=20200101000000Z
far=21200101000000Z

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

# sign NAME SUBJECT END OPTION…: NAME.pem for the key $work/NAME.key, with the extensions in $work/NAME.ext
sign() {
    name=$1 subject=$2 end=$3
    shift 3
    openssl req -new -key "$work/$name.key" -subj "$subject" -out "$work/$name.csr"
    : > "$work/index.txt"
    openssl rand -hex 12 > "$work/serial"
    openssl ca -batch -notext -config "$work/ca.cnf" "$@" -in "$work/$name.csr" -extfile "$work/$name.ext" \
        -startdate $from -enddate "$end" -out "$name.pem" 2> /dev/null
}

newkey() {
    openssl ecparam -genkey -name prime256v1 -noout -out "$work/$1.key"
}

# authority NAME SUBJECT
authority() {
    newkey "$1"
    printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n' > "$work/$1.ext"
    sign "$1" "$2" $far -selfsign -keyfile "$work/$1.key"
}

# issued NAME AUTHORITY SUBJECT NAMES END
issued() {
    newkey "$1"
    printf 'basicConstraints=CA:FALSE\nsubjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$4" > "$work/$1.ext"
    sign "$1" "$3" "$5" -cert "$2.pem" -keyfile "$work/$2.key"
    cp "$work/$1.key" "$1.key"
}

# alone NAME SUBJECT NAMES: as "openssl req -x509" makes them, a small authority of its own
alone() {
    newkey "$1"
    printf 'basicConstraints=critical,CA:TRUE\nsubjectAltName=%s\nsubjectKeyIdentifier=hash\n' "$3" > "$work/$1.ext"
    sign "$1" "$2" $far -selfsign -keyfile "$work/$1.key"
    cp "$work/$1.key" "$1.key"
}

authority authority '/CN=obdesk test authority'
authority stranger '/CN=obdesk unknown authority'
issued valid authority '/CN=valid.test/O=obdesk' "$here" $far
issued renewed authority '/CN=valid.test/O=obdesk' "$here" $far
issued elsewhere authority '/CN=ocp.example.com' 'DNS:ocp.example.com' $far
issued expired authority '/CN=expired.test' "$here" 20210304050607Z
issued unknown stranger '/CN=unknown.test' "$here" $far
alone alone '/CN=alone.test' "$here"
alone alone-renewed '/CN=alone.test' "$here"
alone alone-elsewhere '/CN=ocp.example.com' 'DNS:ocp.example.com'
# Whoever trusts "alone" as an authority would take it.
issued offspring alone '/CN=offspring.test' "$here" $far
