// The NixOS option types of nixos-options.jsonl: their form, and which values the simple ones accept.

export type NixType =
  | { readonly t: 'listOf' | 'attrsOf' | 'lazyAttrsOf' | 'nullOr'; readonly of: NixType }
  | { readonly t: 'either'; readonly a: NixType; readonly b: NixType }
  | { readonly t: 'enum'; readonly v: readonly unknown[] }
  | { readonly t: 'strMatching'; readonly p: string }
  | { readonly t: 'between'; readonly lo: number; readonly hi: number }
  | { readonly t: 'submodule'; readonly free?: NixType; readonly options?: object }
  | { readonly t: SimpleName };

export type SimpleName = keyof typeof simple;

export interface Attrs {
  readonly [name: string]: unknown;
}

/** An attribute set, and not the stand-in for a path, a function, a package or a float. */
export function isAttrs(value: unknown): value is Attrs {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('_type' in value);
}

const isMarked = (value: unknown, mark: string) =>
  typeof value === 'object' && value !== null && '_type' in value && value._type === mark;
const isString = (value: unknown): value is string => typeof value === 'string';
const isBool = (value: unknown) => typeof value === 'boolean';
const isInt = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);
const isFloat = (value: unknown) => isMarked(value, 'float');
const isPackage = (value: unknown) => isMarked(value, 'package');
const isPath = (value: unknown) =>
  isMarked(value, 'path') || isPackage(value) || (isString(value) && value.startsWith('/'));
const isAtom = (value: unknown) => value === null || isBool(value) || isInt(value) || isFloat(value) || isString(value);
const isAtomOrList = (value: unknown) => isAtom(value) || (Array.isArray(value) && value.every(isAtom));
const isUnitAtom = (value: unknown) => isAtom(value) || isPath(value);
const isJson = (value: unknown): boolean =>
  isAtom(value) ||
  isPath(value) ||
  (Array.isArray(value) ? value.every(isJson) : isAttrs(value) && Object.values(value).every(isJson));

const inRange = (lo: number, hi: number) => (value: unknown) => isInt(value) && value >= lo && value <= hi;

/** Types without parts: how they read in a message, and their values. */
const simple = {
  anything: ['any value', () => true],
  json: ['a JSON value', isJson],
  str: ['a string', isString],
  lines: ['a string of lines', isString],
  sepSpace: ['a string', isString],
  nonEmptyStr: ['a non-empty string', (value: unknown) => isString(value) && value.trim() !== ''],
  passwdEntry: ['a string without newline or colon', (value: unknown) => isString(value) && !/[\n:]/.test(value)],
  bool: ['true or false', isBool],
  int: ['an integer', isInt],
  float: ['a float', isFloat],
  unsigned: ['an integer of at least 0', inRange(0, Number.MAX_SAFE_INTEGER)],
  port: ['an integer between 0 and 65535', inRange(0, 65_535)],
  path: ['an absolute path', isPath],
  package: ['a package', isPackage],
  attrs: ['an attribute set', isAttrs],
  atom: ['null, a boolean, a number or a string', isAtom],
  atomOrList: ['a boolean, number or string, or a list of them', isAtomOrList],
  unitOption: [
    'a boolean, number or string, or a list of them',
    (v: unknown) => (Array.isArray(v) ? v.every(isUnitAtom) : isUnitAtom(v)),
  ],
  sysctlValue: ['null, a boolean, an integer or a string', (value: unknown) => isAtom(value) && !isFloat(value)],
  iniSection: [
    'an attribute set of strings, numbers and booleans',
    (v: unknown) => isAttrs(v) && Object.values(v).every(isAtomOrList),
  ],
} satisfies { [name: string]: readonly [string, (value: unknown) => boolean] };

const posixClasses: readonly [string, string][] = [
  ['[:alnum:]', 'A-Za-z0-9'],
  ['[:digit:]', '0-9'],
  ['[:xdigit:]', '0-9A-Fa-f'],
  ['[:print:]', '\\x20-\\x7e'],
];

/** Nix patterns are POSIX extended and match the whole string. */
function matches(pattern: string, value: unknown): boolean {
  const source = posixClasses.reduce((text, [name, range]) => text.replaceAll(name, range), pattern);
  return isString(value) && new RegExp(`^(?:${source})$`).test(value);
}

/** The outermost form only: the elements of a list or a set are judged one by one. */
export function accepts(type: NixType, value: unknown): boolean {
  switch (type.t) {
    case 'listOf':
      return Array.isArray(value);
    case 'attrsOf':
    case 'lazyAttrsOf':
    case 'submodule':
      return isAttrs(value);
    case 'nullOr':
      return value === null || accepts(type.of, value);
    case 'either':
      return accepts(type.a, value) || accepts(type.b, value);
    case 'enum':
      return type.v.includes(value);
    case 'strMatching':
      return matches(type.p, value);
    case 'between':
      return inRange(type.lo, type.hi)(value);
    default:
      return simple[type.t][1](value);
  }
}

export function describeType(type: NixType): string {
  switch (type.t) {
    case 'listOf':
      return `a list of (${describeType(type.of)})`;
    case 'attrsOf':
    case 'lazyAttrsOf':
      return `a set of (${describeType(type.of)})`;
    case 'submodule':
      return 'a set of options';
    case 'nullOr':
      return `null or ${describeType(type.of)}`;
    case 'either':
      return `${describeType(type.a)}, or ${describeType(type.b)}`;
    case 'enum':
      return `one of ${type.v.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'strMatching':
      return `a string matching ${type.p}`;
    case 'between':
      return `an integer between ${type.lo} and ${type.hi}`;
    default:
      return simple[type.t][0];
  }
}
