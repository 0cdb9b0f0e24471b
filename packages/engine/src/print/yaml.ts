// Prints plain data as block YAML, keys sorted with the Kubernetes head first.
import { asFile, sortedKeys } from './plain-data.js';
import { PrintError } from './print-error.js';
import { yamlNumber, yamlString, yamlWord } from './yaml-scalar.js';

type YamlMap = Readonly<Record<string, unknown>>;

const OBJECT_HEAD = ['apiVersion', 'kind', 'metadata'];
const METADATA_HEAD = ['name', 'namespace'];
/** YAML readers look no further than 1024 characters for the colon after a key. */
const LONGEST_KEY = 1000;

/** One document, read the same by YAML 1.1 and 1.2; no aliases, no folding. Throws PrintError. */
export function printYaml(value: unknown): string {
  return asFile(document(value));
}

/** Several documents with `---` between them. */
export function printYamlDocuments(values: readonly unknown[]): string {
  return asFile(Array.from(values, document).join('\n---\n'));
}

function document(value: unknown): string {
  return node(value, typeof value === 'string' ? '\n  ' : '\n');
}

/** `line` is the line break and indentation of the line the value starts on, or of its lines when it is text. */
function node(value: unknown, line: string): string {
  if (typeof value === 'string') return yamlString(value, line);
  if (typeof value === 'number') return yamlNumber(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return sequence(value, line);
  if (typeof value === 'object') return mapping(value as YamlMap, line, objectHead(value));
  throw new PrintError('YAML has no such value', value);
}

function sequence(items: readonly unknown[], line: string): string {
  if (items.length === 0) return '[]';
  return Array.from(items, (item) => `- ${node(item, `${line}  `)}`).join(line);
}

function mapping(map: YamlMap, line: string, head: readonly string[]): string {
  const keys = headFirst(sortedKeys(map), head);
  if (keys.length === 0) return '{}';
  return keys.map((key) => entry(key, map[key], line, head)).join(line);
}

function entry(key: string, value: unknown, line: string, head: readonly string[]): string {
  const inner = `${line}  `;
  const isMetadata = head === OBJECT_HEAD && key === 'metadata' && isMap(value);
  const printed = isMetadata ? mapping(value, inner, METADATA_HEAD) : node(value, inner);
  return `${mapKey(key)}:${isCollection(value) ? inner : ' '}${printed}`;
}

function mapKey(key: string): string {
  const printed = yamlWord(key);
  if (printed.length > LONGEST_KEY) throw new PrintError('Too long for a YAML key', key);
  return printed;
}

function objectHead(value: object): readonly string[] {
  return Object.hasOwn(value, 'apiVersion') && Object.hasOwn(value, 'kind') ? OBJECT_HEAD : [];
}

function headFirst(keys: string[], head: readonly string[]): string[] {
  if (head.length === 0) return keys;
  return [...head.filter((key) => keys.includes(key)), ...keys.filter((key) => !head.includes(key))];
}

function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Empty ones are written `[]` and `{}`, behind the key. */
function isCollection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
