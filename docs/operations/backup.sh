#!/bin/sh
# backup.sh CONTENT FOLDER: a copy of a folder of content in FOLDER, verified, by the moment at which it was begun.
#
# PCP (pcp) verifies the copy; KEEP (14) copies are kept, and the oldest are removed once a new one is whole. To restore
# one, copy it back: nothing else is needed.
set -eu
umask 0077
content=$1 folder=$2
copy=$folder/$(date -u +%Y%m%dT%H%M%SZ)
unfinished=$copy.unfinished
trap 'rm -rf "$unfinished"' EXIT

mkdir -p "$unfinished/data/releases"
# The history goes first. What it names was whole before it was named, so a publication in the middle of this is
# either in both or left out.
cp -p "$content/data/releases/history.jsonl" "$unfinished/data/releases/history.jsonl"
cp -Rp "$content/config" "$unfinished/config"
for part in "$content"/data/* "$content"/data/releases/*; do
    case $part in
        "$content"/data/releases | */history.jsonl) ;;
        *) cp -Rp "$part" "$unfinished/${part#"$content"/}" ;;
    esac
done
"${PCP:-pcp}" --root "$unfinished" verify
mv "$unfinished" "$copy"

ls -1d "$folder"/????????T??????Z | sort -r | tail -n +$((${KEEP:-14} + 1)) | while read -r old; do
    rm -rf "$old"
done
