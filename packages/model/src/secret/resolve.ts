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
  for (const use of uses) readers.set(use.secret, new Set([...(readers.get(use.secret) ?? []), ...readersOf(use)]));
  return readers;
}

/** The secrets a host reads: those for it, and those for all nodes of its cluster. */
export function secretsOf(
  { name, node }: ResolvedHost,
  secrets: { readonly [name: string]: ResolvedSecret },
): readonly string[] {
  return Object.values(secrets)
    .filter((secret) => secret.for.includes(name) || (node !== null && secret.for.includes(node.cluster)))
    .map((secret) => secret.name);
}

/** Where sops-nix puts a secret that is read at run time. */
export function secretFile(name: string): string {
  return `/run/secrets/${name}`;
}
