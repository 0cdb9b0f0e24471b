# Input: kubectl get nodes -o json; $wanted: [{nodes: {NAME: {labels: {}, taints: []}}}]. Output: {name, patch} of each node
# that differs. Only what an earlier run set is ever taken away; an annotation remembers that.

def identity: {key, effect};
def applied: (.metadata.annotations["groundplan/applied"] // "{}") | (fromjson? // {});

$wanted[0].nodes as $all
| .items[]
| select(.metadata.name as $name | $all | has($name))
| . as $node
| $all[.metadata.name] as $want
| applied as $before
| { labels: ($want.labels | keys), taints: [$want.taints[] | identity] } as $now
| (($before.labels // []) - $now.labels | map({ (.): null }) | add // {}) as $dropped
| ($before.taints // []) as $old
| (.spec.taints // []) as $taints
| [ $taints[] | identity as $t | select(any(($old + $now.taints)[]; . == $t) | not) ] as $foreign
| [ $want.taints[] | . as $t
    | [ $taints[] | select(identity == ($t | identity) and (.value // "") == ($t.value // "")) ][0] // $t ] as $ours
| ($foreign + $ours) as $new
| ($dropped + $want.labels) as $labels
| ($now | tojson) as $annotation
| select(
    any($labels | to_entries[]; .value != $node.metadata.labels[.key])
    or ($new | sort) != ($taints | sort)
    or $annotation != $node.metadata.annotations["groundplan/applied"])
| {
    name: .metadata.name,
    patch: {
      metadata: {
        resourceVersion: .metadata.resourceVersion,
        labels: $labels,
        annotations: { "groundplan/applied": $annotation }
      },
      spec: { taints: $new }
    }
  }
