# Brings labels and taints of registered nodes in step: reconcile-nodes NODES.json PROGRAM.jq
# (writeShellApplication adds the interpreter, set -euo pipefail, and k3s and jq to PATH.)

wanted=$1
program=$2

nodes=$(k3s kubectl get nodes --output json)
patches=$(jq --compact-output --slurpfile wanted "$wanted" --from-file "$program" <<<"$nodes")

failed=0
while IFS= read -r line; do
  [[ -n $line ]] || continue
  name=$(jq --raw-output .name <<<"$line")
  patch=$(jq --compact-output .patch <<<"$line")
  k3s kubectl patch node "$name" --type merge --patch "$patch" || failed=1
done <<<"$patches"

# A node that changed in between refuses its patch (resourceVersion); the next run sees it as it is then.
exit "$failed"
