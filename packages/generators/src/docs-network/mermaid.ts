// Prints a Mermaid flowchart: nodes and edges whose labels may hold any text (mermaid.js.org/syntax/flowchart.html).
import { lines } from '@groundplan/engine';

export type Shape = 'box' | 'round' | 'hexagon' | 'cylinder' | 'circle' | 'flag';

export interface Node {
  /** Letters, digits and underscores. */
  readonly id: string;
  readonly shape: Shape;
  /** One line each; any text. */
  readonly label: readonly string[];
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Dotted: by radio. */
  readonly line: 'solid' | 'dotted';
  readonly label: readonly string[];
}

export interface Flowchart {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

const brackets: { readonly [S in Shape]: readonly [string, string] } = {
  box: ['[', ']'],
  round: ['([', '])'],
  hexagon: ['{{', '}}'],
  cylinder: ['[(', ')]'],
  circle: ['((', '))'],
  flag: ['>', ']'],
};

export function flowchart({ nodes, edges }: Flowchart): string {
  return lines((write, indented) => {
    write('flowchart LR');
    indented(() => {
      for (const { id, shape, label } of nodes) write(`${id}${brackets[shape].join(quoted(label))}`);
      for (const { from, to, line, label } of edges) {
        const arrow = line === 'solid' ? '---' : '-.-';
        write(`${from} ${arrow}${label.length === 0 ? '' : `|${quoted(label)}|`} ${to}`);
      }
    });
  });
}

const quoted = (label: readonly string[]) => `"${label.map(entities).join('<br>')}"`;

/**
 * Everything but letters, digits and a few signs by its code: in a label Mermaid reads HTML, Markdown and its own words.
 * Also what would start a Markdown list or code there: `1. `, `- `, spaces.
 */
function entities(text: string): string {
  const plain = text.toWellFormed().replace(/[^\p{L}\p{N} .,/()_–-]/gu, code);
  return plain.replace(/^ +/, (spaces) => '#32;'.repeat(spaces.length)).replace(/^(\d+)\.(?= |$)|^-(?= |$)/, listStart);
}

const code = (sign: string) => `#${sign.codePointAt(0)};`;

const listStart = (_: string, digits: string | undefined) => (digits === undefined ? '#45;' : `${digits}#46;`);

/** An id of any text: different texts have different ids, because no code between two underscores is empty. */
export function nodeId(kind: string, text: string): string {
  const inId = (sign: string) => (sign === '-' ? '__' : `_${sign.codePointAt(0)?.toString(16)}_`);
  return `${kind}_${text.replace(/[^A-Za-z0-9]/gu, inId)}`;
}
