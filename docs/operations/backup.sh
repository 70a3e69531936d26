#!/bin/sh
# backup.sh CONTENT FOLDER: a copy of a folder of content in FOLDER, verified, by the moment at which it was begun.
#
# PCP (pcp) verifies the copy; KEEP (14) copies are kept, and the oldest are removed once a new one is whole. To restore
# one, copy it back: nothing else is needed.
set -eu
umask 0077
content=${1:?the folder with config and data} folder=${2:?the folder for copies}
command -v "${PCP:-pcp}" >/dev/null || { echo "backup.sh: there is no ${PCP:-pcp}: name it in PCP" >&2; exit 2; }
copy=$folder/$(date -u +%Y%m%dT%H%M%SZ)
unfinished=$copy.unfinished
trap 'rm -rf "$unfinished"' EXIT

mkdir -p "$unfinished/data/releases"
# The head of the history goes first and is never ahead of it, then the history. What that names was whole before it was
# named, so what happens in the middle of this is either in all of the copy or left out.
for file in last-event.json history.jsonl; do
    if [ "$file" = history.jsonl ] || [ -e "$content/data/releases/$file" ]; then
        cp -p "$content/data/releases/$file" "$unfinished/data/releases/$file"
    fi
done
cp -Rp "$content/config" "$unfinished/config"
for part in "$content"/data/* "$content"/data/releases/*; do
    case $part in
        "$content"/data/releases | */history.jsonl | */last-event.json) ;;
        *) cp -Rp "$part" "$unfinished/${part#"$content"/}" ;;
    esac
done
"${PCP:-pcp}" --root "$unfinished" verify
mv "$unfinished" "$copy"

ls -1d "$folder"/????????T??????Z | sort -r | tail -n +$((${KEEP:-14} + 1)) | while read -r old; do
    rm -rf "$old"
done
