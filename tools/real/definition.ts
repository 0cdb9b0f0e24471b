// One module's value for an option, still wrapped in lib.mkIf, mkForce and the like.
import { isAttrs } from './nix-type.js';

export interface Definition {
  readonly value: unknown;
  /** Named in messages. */
  readonly file: string;
  /** Of lib.mkOverride; lower wins. */
  readonly priority?: number;
  /** Written by Groundplan: every option must be in the table. */
  readonly strict: boolean;
}

/** Names the place of a value: keys of sets, indexes of lists. */
export type Path = readonly string[];

/** What compose.nix leaves of lib.mkIf, mkMerge, mkOverride and mkOrder. */
interface Property {
  readonly _type: string;
  readonly condition: boolean;
  readonly content: unknown;
  readonly contents: readonly unknown[];
  readonly priority: number;
}

/** Unwraps the properties around a value; the outermost priority counts. */
export function discharge(one: Definition): Definition[] {
  if (typeof one.value !== 'object' || one.value === null || !('_type' in one.value)) return [one];
  const property = one.value as Property;
  const content = { ...one, value: property.content };
  switch (property._type) {
    case 'if':
      return property.condition ? discharge(content) : [];
    case 'merge':
      return property.contents.flatMap((value) => discharge({ ...one, value }));
    case 'override':
      return discharge({ ...content, priority: one.priority ?? property.priority });
    case 'order':
      return discharge(content);
    default:
      return [one];
  }
}

/** The definitions that count; what is inside them starts again at the usual priority. */
export function ofBestPriority(values: readonly Definition[]): Definition[] {
  const best = Math.min(...values.map(({ priority = 100 }) => priority));
  return values
    .filter(({ priority = 100 }) => priority === best)
    .map(({ value, file, strict }) => ({ value, file, strict }));
}

/** The elements of all lists; a single setting counts as a list of one. */
export function concat(values: readonly Definition[]): Definition[] {
  return values.flatMap((one) => [one.value].flat().map((value) => ({ ...one, value })));
}

/** Which modules define each key of a set. */
export function byKey(values: readonly Definition[]): Map<string, Definition[]> {
  const parts = new Map<string, Definition[]>();
  for (const one of values) {
    for (const [key, value] of Object.entries(isAttrs(one.value) ? one.value : {})) {
      parts.set(key, [...(parts.get(key) ?? []), { ...one, value }]);
    }
  }
  return parts;
}
