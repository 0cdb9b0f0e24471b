// Finds secrets that a render would show: Secret objects that SOPS has not encrypted, and private keys anywhere.
import type { KubernetesObject } from './kubernetes-object.js';

/** What must not be committed: of which object, and which of its fields; never a value. */
export interface PlainSecret {
  readonly object: KubernetesObject;
  readonly reason: string;
}

const encrypted = /^ENC\[AES256_GCM,data:/;
const privateKey = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY|AGE-SECRET-KEY-1/;

export function plainSecrets(objects: readonly KubernetesObject[]): PlainSecret[] {
  return objects.flatMap((object) => {
    const reason = object.kind === 'Secret' ? secretReason(object) : keyReason(object);
    return reason === undefined ? [] : [{ object, reason }];
  });
}

/** SOPS leaves empty values as they are. */
function secretReason(object: KubernetesObject): string | undefined {
  const plain = (['data', 'stringData'] as const).flatMap((field) =>
    Object.entries((object[field] ?? {}) as { readonly [key: string]: unknown })
      .filter(([, value]) => value !== '' && value !== null && !(typeof value === 'string' && encrypted.test(value)))
      .map(([key]) => `${field}.${key}`),
  );
  if (plain.length > 0) return `${plain.join(', ')} ${plain.length === 1 ? 'is' : 'are'} not encrypted`;
  const values = Object.keys({ ...(object.data as object | null), ...(object.stringData as object | null) });
  return values.length > 0 && object.sops === undefined && !allEmpty(object)
    ? 'its values look encrypted, but the key sops, without which nobody can decrypt them, is missing'
    : undefined;
}

const allEmpty = ({ data, stringData }: KubernetesObject) =>
  [data, stringData].every((one) => Object.values(one ?? {}).every((value) => value === '' || value === null));

function keyReason(object: KubernetesObject): string | undefined {
  const path = pathOfKey(object, []);
  return path && `${path.join('.')} holds a private key`;
}

function pathOfKey(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string') return privateKey.test(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = pathOfKey(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
