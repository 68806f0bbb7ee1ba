#!/bin/sh
# What an image from nothing needs beside the runtime: the C library and what else the runtime is linked to, names, and a place for
# temporary files. usage: system.sh ROOT (after root.sh). The libraries are those of the machine that builds.
set -eu

root=$1
home=$root/opt/enterprise-mcp

# The toolkit's libraries for screens want X11, which a server has not: they are not followed.
find "$home/runtime" \( -name '*.so' -o -path '*/bin/java' -o -name jspawnhelper \) ! -name 'lib*awt*.so' ! -name 'libsplash*.so' \
    ! -name 'libjsound.so' ! -name 'libfontmanager.so' ! -name 'libjawt.so' -exec ldd {} + |
    awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-/ && $2 ~ /^\(/ { print $1 }' |
    grep -v "^$home/" | sort -u | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
done
# Loaded by name when a host name is looked up; linked to by nothing.
loader=$(find "$root" -name libc.so.6 | head -n 1)
for library in libnss_dns.so.2 libnss_files.so.2 libresolv.so.2; do
    if [ -e "${loader#"$root"}" ] && [ -e "$(dirname "${loader#"$root"}")/$library" ]; then
        cp -L "$(dirname "${loader#"$root"}")/$library" "$(dirname "$loader")/$library"
    fi
done

mkdir -p "$root/etc" "$root/tmp"
printf 'root:x:0:0:root:/:/sbin/nologin\nenterprise-mcp:x:65532:65532::/tmp:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nenterprise-mcp:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
