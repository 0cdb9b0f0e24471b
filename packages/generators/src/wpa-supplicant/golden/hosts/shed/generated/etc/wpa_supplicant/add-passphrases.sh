# Generated from hosts.shed. Edit topology/topology.ts, then run nx run generate. [groundplan:c226d772d418]
# Copies a wpa_supplicant.conf with the passphrases in it: sh add-passphrases.sh FROM TO SECRETS
# SECRETS holds one name=passphrase a line.
set -eu
umask 077
while IFS= read -r line; do
  case $line in
    *'#psk_of='*)
      name=${line#*=}
      passphrase=$(sed -n "s/^$name=//p" "$3" | head -n 1)
      [ -n "$passphrase" ] || { echo "$3 has no line $name=" >&2; exit 1; }
      printf '  psk="%s"\n' "$passphrase"
      ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$1" >"$2"
