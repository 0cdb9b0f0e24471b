// The options of NixOS or Home Manager by path, from a table such as nixos-options.jsonl and from the options that hand-written modules declare.
import { readFileSync } from 'node:fs';
import { type Attrs, isAttrs, type NixType } from './nix-type.js';
import { resource } from './resource.js';

/** `<name>` stands for any key of a set, `*` for any element of a list. */
export interface OptionNode {
  readonly children: Map<string, OptionNode>;
  option?: { readonly type: NixType; readonly source: string };
}

interface OptionLine {
  readonly name: string;
  readonly source: string;
  readonly parsed: NixType;
}

export const emptyNode = (): OptionNode => ({ children: new Map() });

export const tables = { nixos: 'nixos-options.jsonl', home: 'home-manager-options.jsonl' } as const;

/** Reads the table afresh: callers may add options to what they get. */
export function loadOptionTable(table: keyof typeof tables = 'nixos'): OptionNode {
  const root = emptyNode();
  const [, ...lines] = readFileSync(resource(tables[table]), 'utf8').trimEnd().split('\n');
  for (const line of lines) {
    const { name, parsed, source } = JSON.parse(line) as OptionLine;
    nodeAt(root, name.split('.')).option = { type: parsed, source };
  }
  return root;
}

function nodeAt(root: OptionNode, path: readonly string[]): OptionNode {
  return path.reduce((node, key) => {
    const child = node.children.get(key) ?? emptyNode();
    node.children.set(key, child);
    return child;
  }, root);
}

/** Adds the `options` of a module as compose.nix returns them. */
export function declareOptions(node: OptionNode, options: Attrs, source: string): void {
  for (const [key, value] of Object.entries(options)) {
    const child = nodeAt(node, [key]);
    if (isAttrs(value)) declareOptions(child, value, source);
    else declareOption(child, (value as { type: NixType }).type, source);
  }
}

function declareOption(node: OptionNode, type: NixType, source: string): void {
  node.option = { type, source };
  declareParts(node, type, source);
}

/** A submodule's own options hang below the option that holds it. */
function declareParts(node: OptionNode, type: NixType, source: string): void {
  if (type.t === 'submodule' && type.options) declareOptions(node, type.options as Attrs, source);
  else if (type.t === 'nullOr') declareParts(node, type.of, source);
  else if (type.t === 'listOf') declareParts(nodeAt(node, ['*']), type.of, source);
  else if (type.t === 'attrsOf' || type.t === 'lazyAttrsOf') declareParts(nodeAt(node, ['<name>']), type.of, source);
  else if (type.t === 'either') for (const part of [type.a, type.b]) declareParts(node, part, source);
}

/** True where the table has every option beside this one: a service that was read with its `enable`, or all of sops. */
export function isComplete(node: OptionNode): boolean {
  return [...node.children].some(
    ([name, { option }]) => option?.source === 'sops-nix' || (name === 'enable' && option?.source === 'manual'),
  );
}

/** What `config` holds for a module that reads an option nobody set; under "<name>" what every name of a set holds. */
export function defaultsOf({ children, option }: OptionNode): unknown {
  const named = [...children].filter(([name]) => name !== '*');
  if (named.length === 0 || option?.type.t === 'nullOr') return option ? defaultOf(option.type) : {};
  return Object.fromEntries(named.map(([name, child]) => [name, defaultsOf(child)]));
}

/** A string is one that paths accept, too. */
function defaultOf(type: NixType): unknown {
  switch (type.t) {
    case 'nullOr':
      return null;
    case 'bool':
      return false;
    case 'listOf':
      return [];
    case 'attrsOf':
    case 'lazyAttrsOf':
    case 'submodule':
    case 'attrs':
      return {};
    case 'int':
    case 'port':
    case 'unsigned':
      return 0;
    case 'enum':
      return type.v[0];
    case 'package':
      return { _type: 'package', name: 'default', outPath: '/nix/store/stub-default' };
    default:
      return '/default';
  }
}
