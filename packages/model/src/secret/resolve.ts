// Decides who needs each secret: those the topology shows, and those it names.
import { byCodeUnit, recordOf } from '../names.js';
import type { ResolvedHost, ResolvedSecret } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { type SecretUse, secretUses } from './findings.js';

export function resolveSecrets(topology: AnyTopology): { [name: string]: ResolvedSecret } {
  const uses = secretUses(topology);
  const readers = readersBySecret(uses, ({ by }) => by);
  const homes = readersBySecret(uses, (use) => use.homes ?? []);
  return recordOf(
    Object.entries(topology.secrets ?? {}).map(([name, secret]) => [
      name,
      {
        name,
        description: secret.description ?? null,
        for: [...new Set([...(readers.get(name) ?? []), ...(secret.for ?? [])])].sort(byCodeUnit),
        homes: [...(homes.get(name) ?? [])].sort(byCodeUnit),
      },
    ]),
  );
}

function readersBySecret(uses: readonly SecretUse[], readersOf: (use: SecretUse) => readonly string[]) {
  const readers = new Map<string, Set<string>>();
  for (const use of uses) {
    const known = readers.get(use.secret) ?? new Set();
    for (const reader of readersOf(use)) known.add(reader);
    readers.set(use.secret, known);
  }
  return readers;
}

/** Which secrets each host and each cluster reads. */
function secretsByReader(secrets: { readonly [name: string]: ResolvedSecret }): Map<string, string[]> {
  const byReader = new Map<string, string[]>();
  for (const { name, for: readers } of Object.values(secrets)) {
    for (const reader of readers) byReader.set(reader, [...(byReader.get(reader) ?? []), name]);
  }
  return byReader;
}

/** The hosts with the names of the secrets they read. */
export function withSecrets(
  hosts: { readonly [name: string]: ResolvedHost },
  secrets: { readonly [name: string]: ResolvedSecret },
): { [name: string]: ResolvedHost } {
  const byReader = secretsByReader(secrets);
  return recordOf(Object.values(hosts).map((host) => [host.name, { ...host, secrets: secretsOf(host, byReader) }]));
}

/** Sorted: those for the host, and those for all nodes of its cluster. */
function secretsOf({ name, node }: ResolvedHost, byReader: ReadonlyMap<string, readonly string[]>): string[] {
  const own = byReader.get(name) ?? [];
  const shared = node ? (byReader.get(node.cluster) ?? []) : [];
  return [...new Set([...own, ...shared])].sort(byCodeUnit);
}

/** Where sops-nix puts a secret that is read at run time. */
export function secretFile(name: string): string {
  return `/run/secrets/${name}`;
}
