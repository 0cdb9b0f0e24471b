# Generated from hosts.shed. Edit topology/topology.ts, then run nx run generate. [groundplan:d3a6793ed2a9]
# Installs a profile with its secrets: sh install-profile.sh FROM TO [KEY=FILE...]
# A file holds the secret alone.
set -eu
umask 077
from=$1
to=$2
shift 2
mkdir -p "${to%/*}"
{
  cat "$from"
  printf '\n[gsm]\n'
  for secret in "$@"; do
    value=
    IFS= read -r value <"${secret#*=}" || [ -n "$value" ] || { echo "${secret#*=} is empty" >&2; exit 1; }
    printf '%s=' "${secret%%=*}"
    printf '%s\n' "$value" | sed -e 's/\\/\\\\/g' -e 's/^ /\\s/'
  done
} >"$to.new"
mv "$to.new" "$to"
