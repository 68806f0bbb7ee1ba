#!/bin/sh
# What a release offers, made from a build: the server as a tar and as a zip for App Service, the bundle for desktop clients, the entry
# for the MCP registry, and the checksums of all that lies in FOLDER then. Needs GNU tar and gzip.
# usage: deploy/release/assets.sh JAR FOLDER VERSION OWNER/REPOSITORY
set -eu
usage() {
    echo "assets.sh: $1" >&2
    echo 'usage: deploy/release/assets.sh JAR FOLDER VERSION OWNER/REPOSITORY' >&2
    exit 2
}
[ "$#" -eq 4 ] || usage 'four words are needed'
if [ ! -f "$1" ] || [ ! -d "$(dirname -- "$1")/lib" ]; then
    usage "there is no jar with its lib at $1; build first"
fi
case $4 in
    */*/* | /* | */ | *[!A-Za-z0-9._/-]*) usage "$4 is not OWNER/REPOSITORY" ;;
    */*) ;;
    *) usage "$4 is not OWNER/REPOSITORY" ;;
esac
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
home=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)
built=$("$root/deploy/release/version.sh" "$1")
[ "$built" = "$3" ] || usage "the release is to be $3, but the jar is $built; set the version in the POMs first"

mkdir -p "$2"
folder=$(CDPATH='' cd -- "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$1" "$work/enterprise-mcp.jar"
cp -R "$home/lib" "$work/lib"
cp "$root/deploy/azure/startup.sh" "$root/LICENSE" "$work/"

# Names in order, one date, no owner: the same build gives the same files.
date=2026-11-24T00:00:00Z
tar --create --sort=name --mtime="$date" --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' \
    --directory="$work" enterprise-mcp.jar lib LICENSE | gzip -n >"$folder/enterprise-mcp.tar.gz"
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --no-manifest --date="$date" --file "$folder/enterprise-mcp-appservice.zip" \
    -C "$work" enterprise-mcp.jar -C "$work" lib -C "$work" startup.sh
"$root/deploy/release/mcpb.sh" "$1" "$folder/enterprise-mcp.mcpb"
sum=$(sha256sum "$folder/enterprise-mcp.mcpb" | cut -d ' ' -f 1)
sed -e "s/\${VERSION}/$3/g" -e "s/\${SHA256}/$sum/" -e "s/\${OWNER}/${4%%/*}/" -e "s|\${REPOSITORY}|$4|g" \
    "$root/server.json" >"$folder/server.json"
cd "$folder"
rm -f SHA256SUMS
find . -maxdepth 1 -type f ! -name SHA256SUMS | sed 's|^\./||' | LC_ALL=C sort | xargs sha256sum >"$work/SHA256SUMS"
mv "$work/SHA256SUMS" SHA256SUMS
