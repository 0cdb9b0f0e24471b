// What changed between two values, field by field; items of lists are matched by their names where Kubernetes does so.

/** Keys of maps as they are; items of lists as [name] where they have one, else as [index]. */
export type FieldPath = readonly string[];

export interface FieldChange {
  readonly path: FieldPath;
  /** Undefined when it was not there. */
  readonly before: unknown;
  /** Undefined when it is not there any more. */
  readonly after: unknown;
  /** The items are the same, in another order; before and after are their names or values. */
  readonly reordered?: true;
}

type Fields = { readonly [key: string]: unknown };

/** In the order of paths; maps that come or go are shown by their fields, items of lists as a whole. */
export function fieldChanges(before: unknown, after: unknown, path: FieldPath = []): FieldChange[] {
  if (isSame(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  if (isMap(before ?? {}) && isMap(after ?? {}) && !(isEmpty(before) && isEmpty(after)))
    return mapChanges((before ?? {}) as Fields, (after ?? {}) as Fields, path);
  return [{ path, before, after }];
}

const isEmpty = (value: unknown) => value === undefined || value === null || Object.keys(value).length === 0;

export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapChanges(before: Fields, after: Fields, path: FieldPath): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap((key) => fieldChanges(before[key], after[key], [...path, key]));
}

/** The keys by which Kubernetes merges lists, most telling first. */
const mergeKeys: readonly (readonly string[])[] = [
  ['name'],
  ['mountPath'],
  ['devicePath'],
  ['containerPort', 'protocol'],
  ['port', 'protocol'],
  ['ip'],
  ['type'],
  ['topologyKey'],
  ['host'],
  ['key'],
];

function listChanges(before: readonly unknown[], after: readonly unknown[], path: FieldPath): FieldChange[] {
  const keys = mergeKeys.find((one) => [before, after].every((list) => areNamed(list, one)));
  return keys === undefined ? plainListChanges(before, after, path) : namedListChanges(before, after, { path, keys });
}

function areNamed(list: readonly unknown[], keys: readonly string[]): boolean {
  const names = list.map((item) => nameOf(item, keys));
  return names.every((name) => name !== undefined) && new Set(names).size === names.length;
}

/** Only the first key must be there: a port without protocol is TCP. */
function nameOf(item: unknown, keys: readonly string[]): string | undefined {
  if (!isMap(item)) return undefined;
  const values = keys.map((key) => item[key]);
  const isName = (value: unknown) => typeof value === 'string' || typeof value === 'number';
  return isName(values[0]) ? values.filter(isName).join('/') : undefined;
}

interface Named {
  readonly path: FieldPath;
  readonly keys: readonly string[];
}

function namedListChanges(before: readonly unknown[], after: readonly unknown[], { path, keys }: Named): FieldChange[] {
  const byName = (list: readonly unknown[]) => new Map(list.map((item) => [nameOf(item, keys) as string, item]));
  const [old, now] = [byName(before), byName(after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [one, other] = [old.get(name), now.get(name)];
    const place = [...path, `[${name}]`];
    return one === undefined || other === undefined
      ? [{ path: place, before: one, after: other }]
      : fieldChanges(one, other, place);
  });
  const common = [...old.keys()].filter((name) => now.has(name));
  return [
    ...changes,
    ...orderChange(
      common,
      [...now.keys()].filter((name) => old.has(name)),
      path,
    ),
  ];
}

function orderChange(before: readonly unknown[], after: readonly unknown[], path: FieldPath): FieldChange[] {
  return isSame(before, after) ? [] : [{ path, before, after, reordered: true }];
}

/** Items without names: those that both lists have are left out, the rest is compared in turn. */
function plainListChanges(before: readonly unknown[], after: readonly unknown[], path: FieldPath): FieldChange[] {
  const [gone, kept] = without(before, after);
  const [come] = without(after, before);
  if (gone.length === 0 && come.length === 0) return orderChange(before, after, path);
  const pairs = gone.length === come.length ? gone.length : 0;
  return [
    ...gone
      .slice(0, pairs)
      .flatMap(({ index, item }, at) => fieldChanges(item, come[at]?.item, [...path, `[${index}]`])),
    ...gone.slice(pairs).map(({ index, item }) => ({ path: [...path, `[${index}]`], before: item, after: undefined })),
    ...come.slice(pairs).map(({ index, item }) => ({ path: [...path, `[${index}]`], before: undefined, after: item })),
    ...(pairs > 0 || kept.length === 0
      ? []
      : orderChange(
          kept,
          without(
            after,
            come.map(({ item }) => item),
          )[0].map(({ item }) => item),
          path,
        )),
  ];
}

interface Item {
  readonly index: number;
  readonly item: unknown;
}

/** The items that `others` does not have, each as often as it is missing, and the items that it has. */
function without(list: readonly unknown[], others: readonly unknown[]): [rest: Item[], common: unknown[]] {
  const left = new Map<string, number>();
  for (const other of others) left.set(printed(other), (left.get(printed(other)) ?? 0) + 1);
  const rest: Item[] = [];
  const common: unknown[] = [];
  for (const [index, item] of list.entries()) {
    const times = left.get(printed(item)) ?? 0;
    if (times === 0) rest.push({ index, item });
    else common.push(item);
    left.set(printed(item), Math.max(times - 1, 0));
  }
  return [rest, common];
}

export const isSame = (one: unknown, other: unknown): boolean => printed(one) === printed(other);

/** The same for maps whose keys stand in another order. */
export function printed(value: unknown): string {
  const sorted = (_: string, inner: unknown) =>
    isMap(inner)
      ? Object.fromEntries(
          Object.keys(inner)
            .sort()
            .map((key) => [key, inner[key]]),
        )
      : inner;
  return JSON.stringify(value, sorted) ?? 'undefined';
}

/** What stands at a path of map keys. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}
