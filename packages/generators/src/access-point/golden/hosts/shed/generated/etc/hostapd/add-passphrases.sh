# Generated from hosts.shed. Edit topology/topology.ts, then run nx run generate. [groundplan:ac3e279d5516]
# Copies a hostapd.conf with the passphrases in it: sh add-passphrases.sh FROM TO
set -eu
umask 077
while IFS= read -r line; do
  case $line in
    '#wpa_passphrase_file='*)
      file=${line#*=}
      passphrase=
      IFS= read -r passphrase <"$file" || [ -n "$passphrase" ] || { echo "$file is empty" >&2; exit 1; }
      printf 'wpa_passphrase=%s\n' "$passphrase"
      ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$1" >"$2"
