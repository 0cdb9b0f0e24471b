# Builds a host and switches it over SSH: nix run .#deploy -- HOST [--user USER] [--action ACTION] [options of nixos-rebuild]
# shellcheck shell=bash
set -euo pipefail
# HOSTS: one "name system address" a line; the address is - for a host that has none.

usage() {
  echo "usage: nix run .#deploy -- HOST [--user USER] [--action switch|boot|test|dry-activate] [options of nixos-rebuild]" >&2
  echo "NixOS hosts of the topology: $(awk '$2 == "nixos" { print $1 }' <<<"$HOSTS" | tr '\n' ' ')" >&2
  exit 64
}

refuse() {
  printf 'error  %s\n  where  hosts.%s in topology/topology.ts\n  fix    %s\n' "$1" "$host" "$2" >&2
  exit 1
}

[[ $# -ge 1 && -n "$1" && "$1" != -* ]] || usage
host="$1"
shift

user=""
action="switch"
options=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    --user | --action)
      [[ $# -ge 2 ]] || usage
      printf -v "${1#--}" '%s' "$2"
      shift 2
      ;;
    --user=* | --action=*)
      name="${1%%=*}"
      printf -v "${name#--}" '%s' "${1#*=}"
      shift
      ;;
    *)
      options+=("$1")
      shift
      ;;
  esac
done

system=""
address=""
while read -r name its_system its_address; do
  if [[ "$name" == "$host" ]]; then system="$its_system" address="$its_address"; fi
done <<<"$HOSTS"

case "$system" in
  nixos) ;;
  "")
    echo "There is no host \"$host\"." >&2
    usage
    ;;
  android) refuse "$host runs Android: it is not deployed from another machine." "Install its files on the phone itself." ;;
  *) refuse "$host does not run NixOS, so it cannot be switched." "Run npx groundplan deploy-order $host: it shows how to copy its files." ;;
esac
if [[ "$address" == - ]]; then
  refuse "$host has no address, so it cannot be deployed from another machine." \
    "Link it to a network and give it an address there, or run nixos-rebuild on the host itself."
fi
case "$action" in
  switch | boot | test | dry-activate) ;;
  *)
    echo "There is no action \"$action\"." >&2
    usage
    ;;
esac

# Port, account, detour and host key are in ssh_config, whose paths start here.
while [[ ! -f flake.nix ]]; do
  if [[ "$PWD" == / ]]; then
    echo "Run this inside the repository: flake.nix is not here nor above." >&2
    exit 1
  fi
  cd ..
done
config="docs/generated/ssh_config"
if [[ ! -f "$config" ]]; then
  echo "$config does not exist: run npx nx run generate." >&2
  exit 1
fi

# What does not evaluate is not deployed; going back must not wait for it.
if [[ " ${options[*]-} " != *" --rollback "* ]]; then
  nix --extra-experimental-features 'nix-command flakes' flake check --no-build
fi
NIX_SSHOPTS="-F $config${NIX_SSHOPTS:+ $NIX_SSHOPTS}" exec nixos-rebuild "$action" --flake ".#$host" --target-host "${user:+$user@}$address" --sudo ${options[@]+"${options[@]}"}
