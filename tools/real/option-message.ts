// The sentences about wrong options and values.
import { closest } from './closest.js';
import type { Definition, Path } from './definition.js';
import { describeType, type NixType } from './nix-type.js';
import { isComplete, type OptionNode } from './option-table.js';

export function wrongValue(path: Path, type: NixType, { value, file }: Definition): string {
  return `${file}: ${show(path)} is ${quote(value)}; NixOS wants ${describeType(type)}.`;
}

export function notASet(path: Path, { value, file }: Definition): string {
  return `${file}: ${show(path)} is a set of options, not ${quote(value)}.`;
}

export function conflict(path: Path, one: Definition, other: Definition): string {
  return (
    `${show(path)} is set twice: ${quote(one.value)} in ${one.file}, ${quote(other.value)} in ${other.file}.\n` +
    'Remove one of them, or say in the hand-written file which wins: lib.mkForce (this one) or lib.mkDefault (the other).'
  );
}

/** A note where the table does not claim to know every option and a person wrote this one. */
export function unknownOption(
  node: OptionNode,
  path: Path,
  parts: readonly Definition[],
): { problem?: string; note?: string } {
  const key = path.at(-1) ?? '';
  const guess = closest(key, node.children.keys());
  const option = `${[...new Set(parts.map(({ file }) => file))].join(', ')}: the option ${show(path)}`;
  if (guess) return { problem: `${option} does not exist. Did you mean ${show([...path.slice(0, -1), guess])}?` };
  if (isComplete(node) || parts.some(({ strict }) => strict)) return { problem: `${option} does not exist.` };
  return { note: `${option} is not in nixos-options.jsonl, so it was not checked.` };
}

/** As in Nix: names that are not identifiers are quoted, list positions are in brackets. */
function show(path: Path): string {
  const parts = path.map((key) => (/^\d+$/.test(key) ? `[${key}]` : /^[A-Za-z_][\w'-]*$/.test(key) ? key : `"${key}"`));
  return parts.join('.').replaceAll('.[', '[');
}

function quote(value: unknown): string {
  const marked = typeof value === 'object' && value !== null && '_type' in value;
  const text = marked ? `a ${value._type}` : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
