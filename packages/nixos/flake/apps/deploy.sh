# Builds a host and switches it over SSH: nix run .#deploy -- HOST [--user USER] [--action ACTION] [options of nixos-rebuild]
# shellcheck shell=bash
set -euo pipefail
# HOSTS: one "name address port" a line; the address is - for a host that has none.

usage() {
  echo "usage: nix run .#deploy -- HOST [--user USER] [--action switch|boot|test|dry-activate] [options of nixos-rebuild]" >&2
  echo "Hosts of the topology: $(cut -d' ' -f1 <<<"$HOSTS" | tr '\n' ' ')" >&2
  exit 64
}

[[ $# -ge 1 && "$1" != -* ]] || usage
host="$1"
shift

user="${USER:-root}"
action="switch"
options=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    --user | --action)
      [[ $# -ge 2 ]] || usage
      printf -v "${1#--}" '%s' "$2"
      shift 2
      ;;
    *)
      options+=("$1")
      shift
      ;;
  esac
done

address=""
port=""
while read -r name its_address its_port; do
  if [[ "$name" == "$host" ]]; then address="$its_address" port="$its_port"; fi
done <<<"$HOSTS"

if [[ -z "$address" ]]; then
  echo "There is no NixOS host \"$host\"." >&2
  usage
fi
if [[ "$address" == - ]]; then
  echo "$host has no address in the topology: link it to a network." >&2
  exit 1
fi
case "$action" in
  switch | boot | test | dry-activate) ;;
  *)
    echo "There is no action \"$action\"." >&2
    usage
    ;;
esac

# What does not evaluate is not deployed.
nix --extra-experimental-features 'nix-command flakes' flake check --no-build
NIX_SSHOPTS="-p $port${NIX_SSHOPTS:+ $NIX_SSHOPTS}" exec nixos-rebuild "$action" --flake ".#$host" --target-host "$user@$address" --sudo ${options[@]+"${options[@]}"}
