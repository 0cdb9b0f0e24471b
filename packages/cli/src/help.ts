// The texts of --help: what each command is for, by example.
import type { CommandName } from './arguments.js';

const overview = `groundplan derives every artifact of an infrastructure from one file, topology/topology.ts.

Usage: groundplan <command> [options]

Commands
  generate      write the artifacts that topology.ts implies
  check         say what is wrong with topology.ts, and write nothing
  reach         say who may open connections to whom
  explain       say where an address, a name or a generated line comes from
  deploy-order  say in which order hosts are deployed, and by which commands
  render        write what Flux applies to an environment into dist/<env>.yaml, and say how it differs
  promote       bring what runs in one environment to the next
  rollback      take the last promotion of an environment back
  env           add an environment to the promotion order
  help          show the help of a command

Everyday use
  edit topology/topology.ts, then    groundplan generate
  look at what changed               git diff
  in CI                              groundplan generate --check
`;

const shared = `
Options of every command
  --topology FILE   read this file instead of topology/topology.ts
  --root DIR        the repository; default: the nearest folder upwards that has topology/topology.ts
  --json            print one JSON object (version 1) on stdout
  --reporter NAME   how findings print: pretty, json, github (annotations) or sarif
  --verbose         show stack traces
  -h, --help        this help

Exit codes
  0 done, no difference   1 invalid topology         2 files differ (only with --check)
  3 refused: a hand-edited or unowned file is in the way
  4 another run is writing
  5 a secret would be written in plain text          64 wrong command line
  70 a bug in groundplan                             130 interrupted
`;

const generate = `groundplan generate writes the artifacts that topology.ts implies, and removes those it no longer implies.

Usage: groundplan generate [--check] [--diff] [--only GLOB] [--force]

  --check      write nothing; exit 2 when a file differs from what topology.ts implies
  --diff       show every difference as a unified diff
  --only GLOB  look at matching files only, such as 'hosts/rpi4-1/**'; may be repeated
  --force      overwrite files that were edited by hand or that groundplan did not write

All files are written, or none. A file edited by hand is never overwritten without --force.

Examples
  groundplan generate                        bring all files up to date
  groundplan generate --check --diff         what would change, and why CI fails
  groundplan generate --only 'docs/**'       the documentation only
`;

const check = `groundplan check says what is wrong with topology.ts: every finding with its line, why it matters and what to do.

Usage: groundplan check [--schemas DIR [--env ENV]]

  --schemas DIR  also hold dist/<env>.yaml, which groundplan render writes, against the JSON schemas of their kinds, with
                 unknown fields forbidden; DIR has them as group/kind_version.json, such as apps/deployment_v1.json and
                 core/service_v1.json, or in folders of that layout. May be repeated: the first that has a kind counts
  --env ENV      the render of this environment only; may be repeated

Kinds without a schema are named, and are no error. Catalogues with this layout: https://github.com/datreeio/CRDs-catalog.

Examples
  groundplan check
  groundplan check --schemas schemas --env prod
  groundplan check --reporter github         annotations on a pull request
  groundplan check --reporter sarif > groundplan.sarif
`;

const explain = `groundplan explain says where something comes from and who uses it.

Usage: groundplan explain WHAT

WHAT is an address, a name, a path of topology.ts, or a line of a generated file.

Examples
  groundplan explain 10.10.0.11                                 whose address is it, which files hold it
  groundplan explain rpi4-2                                     a host, network, device, cluster, environment or secret
  groundplan explain hosts.rpi4-2.addresses.infra               a value, stated or by default
  groundplan explain hosts/rpi4-2/generated/network.nix:32      which part of topology.ts decides this line
`;

const reach = `groundplan reach says who may open connections to whom, on which ports, and which rule decides it.

Usage: groundplan reach [FROM TO [PORT]]

FROM and TO are networks, hosts, devices, groups, router, wan or vpn. Without them, the matrix of all networks.
Exit code 0 when all of it is allowed, 1 when not.

Examples
  groundplan reach                           the matrix
  groundplan reach iot infra                 every port, with the deciding rules
  groundplan reach iot nas tcp/443           one question, for scripts too
`;

const deployOrder = `groundplan deploy-order says in which order hosts are deployed, why, and by which commands.

Usage: groundplan deploy-order [HOST...]

Hosts that nobody depends on come first, Kubernetes servers one at a time, then agents, and routers last. It deploys
nothing by itself. Exit code 1 when a named host cannot be deployed from another machine.

Examples
  groundplan deploy-order                    all hosts
  groundplan deploy-order rpi4-1 rpi4-2      these two
  groundplan deploy-order --json             for scripts
`;

const render = `groundplan render writes what Flux would apply to an environment into dist/<env>.yaml, which is committed for review.

Usage: groundplan render [--env ENV | ENV...] [--check] [--diff] [--against REV] [--force]

It runs kustomize build clusters/<env>, or kubectl kustomize where kustomize is not installed, and writes all objects in one
fixed order. A Secret that is not encrypted with SOPS is refused. Without --env, all environments are rendered, and renders of
environments that are gone are deleted. Nothing is applied to a cluster.

  --env ENV      this environment only; may be repeated, or written without --env, as nx needs it: nx run render prod
  --check        write nothing; exit 2 when a render differs from the file, or with --against from the revision
  --diff         show which objects come, go and change, field by field, and what of it is dangerous
  --against REV  write nothing; show how the render differs from dist/<env>.yaml in this revision of Git
  --force        overwrite a render that was edited by hand, or another file in its place

Dangerous is what loses data or connections, or cannot be applied: objects that are deleted, renamed or uninstalled, immutable
fields, kinds whose definition goes, moved addresses and host names, other majors or lower versions, other APIs, and what Flux
prunes. --json lists all of it.

Examples
  groundplan render --env prod                       after groundplan generate; commit the result
  groundplan render --check                          in CI: are all renders fresh?
  groundplan render --env prod --diff                what this working tree changes, and writes
  groundplan render --env prod --against main        what a pull request changes in prod; nothing is written
  groundplan render --against "$(git merge-base origin/main HEAD)" --json
`;

const promote = `groundplan promote brings what runs in one environment to the next one: versions, digests, shared values, images.

Usage: groundplan promote FROM TO [--only NAME] [--dry-run] [--force]

The pins of TO, topology/pins/TO.json, become those of FROM; from the first environment, what topology.ts says. What an
environment sets for itself in topology.ts stays. Only files that follow from the pins of TO are written, and a record in
docs/promotions. No environment is skipped.

  --only NAME  this component, chart, app or platform version alone; may be repeated
  --dry-run    say what would be promoted, and write nothing
  --force      also to versions that serve other APIs than what runs there

Examples
  groundplan promote review staging --dry-run
  groundplan promote staging prod --only cert-manager
`;

const rollback = `groundplan rollback takes the last promotion of an environment back, as its record in docs/promotions says.

Usage: groundplan rollback ENV [--dry-run] [--force]

Entries that have changed since are not touched: then nothing is taken back. Repeat it to go further back.

Examples
  groundplan rollback prod --dry-run
`;

const env = `groundplan env add puts a new environment into the promotion order: topology.ts, its pins and its artifacts in one run.

Usage: groundplan env add NAME --after ENV [--cluster CLUSTER] [--dry-run] [--force]

NAME comes right after ENV, and what came after ENV comes after NAME. Between two environments it starts with the pins of
the one behind it, so that no other environment changes; at the end nothing runs there until something is promoted to it.
All files are written, or none: also topology.ts stays as it is when the new topology is wrong.

  --after ENV        the environment that a change must have passed before
  --cluster CLUSTER  where it runs; default: the cluster of ENV
  --dry-run          say what would be written, and write nothing
  --force            also when another environment would change by it

Examples
  groundplan env add canary --after review --dry-run
  groundplan env add canary --after review
  groundplan env add dr --after prod --cluster away
`;

const texts: { readonly [command in CommandName]: string } = {
  generate,
  check,
  explain,
  reach,
  'deploy-order': deployOrder,
  render,
  promote,
  rollback,
  env,
  help: overview,
};

export function helpText(command: CommandName): string {
  return `${texts[command]}${shared}`;
}
