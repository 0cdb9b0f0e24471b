// Lays settings over settings, as Helm does with values and Kustomize with patches: maps merge, everything else is replaced.
interface Settings {
  readonly [key: string]: unknown;
}

/** `over` wins. */
export function mergeSettings<T extends Settings>(under: T, over: Settings): T {
  const keys = [...new Set([...Object.keys(under), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, merged(at(under, key), at(over, key))])) as T;
}

const at = (settings: Settings, key: string) => (Object.hasOwn(settings, key) ? settings[key] : undefined);

function merged(under: unknown, over: unknown): unknown {
  if (over === undefined) return under;
  return isMap(under) && isMap(over) ? mergeSettings(under, over) : over;
}

function isMap(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
