#!/bin/sh
# Builds the server twice, in two fresh copies of what git knows here, and compares all that is in them byte by byte.
# usage: reproducible.sh [FOLDER] (where the copies go; a temporary one without). JAVA_HOME is a JDK 25.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
if [ $# -gt 0 ]; then
    mkdir -p "$1"
    work=$(CDPATH='' cd -- "$1" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

# What is committed and what is not, but nothing that is ignored.
copy() {
    rm -rf "$1"
    mkdir -p "$1"
    (cd "$here" && git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read -cf - 2>/dev/null) |
        tar -xf - -C "$1"
}

# The jars of this project, of the server's lib folder and the list of what is in it: by name, then by content.
sums() {
    (cd "$1" && find . \( -path '*/target/*.jar' -o -path '*/target/lib/*.jar' -o -path '*/target/*.cdx.json' \) -exec sha256sum {} + |
        sort -k 2)
}

# Both before either is built: what is written meanwhile must not look like a difference.
copy "$work/first-build"
copy "$work/second-build"
for copy in first-build second-build; do
    (cd "$work/$copy" && mvn -q -B -ntp -Dspotless.check.skip=true -Dmaven.test.skip=true -Prelease -pl bootstrap -am package)
    sums "$work/$copy" >"$work/$copy.sums"
done

if ! cmp -s "$work/first-build.sums" "$work/second-build.sums"; then
    echo 'The two builds differ:' >&2
    diff "$work/first-build.sums" "$work/second-build.sums" >&2 || true
    exit 1
fi
echo "The two builds agree in $(wc -l <"$work/first-build.sums") files, byte by byte."
