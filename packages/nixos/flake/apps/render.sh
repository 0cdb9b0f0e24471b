# Renders what Flux applies to an environment into dist/<env>.yaml: nix run .#render -- --env ENV
# shellcheck shell=bash
set -euo pipefail
# ENVIRONMENTS: their names, in the order of promotion.

usage() {
  echo "usage: nix run .#render -- --env ENV [options of groundplan render]" >&2
  echo "Environments of the topology: ${ENVIRONMENTS:-none}." >&2
  exit 64
}

environments=()
options=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    --env)
      [[ $# -ge 2 ]] || usage
      environments+=("$2")
      shift 2
      ;;
    --env=*)
      environments+=("${1#--env=}")
      shift
      ;;
    *)
      options+=("$1")
      shift
      ;;
  esac
done

if [[ ${#environments[@]} -eq 0 ]]; then
  echo "Say which environment: --env ENV." >&2
  usage
fi
for environment in "${environments[@]}"; do
  if [[ -z "$environment" ]]; then
    echo "Say which environment: --env ENV." >&2
    usage
  fi
  if [[ "$environment" == *" "* || " $ENVIRONMENTS " != *" $environment "* ]]; then
    echo "There is no environment \"$environment\"." >&2
    usage
  fi
  options=(--env "$environment" ${options[@]+"${options[@]}"})
done

root="$PWD"
while [[ ! -f "$root/packages/cli/bin/groundplan.js" ]]; do
  if [[ "$root" == / ]]; then
    echo "Run this inside the repository: packages/cli/bin/groundplan.js is not here nor above." >&2
    exit 1
  fi
  root="$(dirname "$root")"
done
if [[ ! -d "$root/node_modules" ]]; then
  echo "Install the command first: (cd $root && npm ci)" >&2
  exit 1
fi

cd "$root"
exec node packages/cli/bin/groundplan.js render "${options[@]}"
