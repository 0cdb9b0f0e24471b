// Mermaid blocks of Markdown pages, read by the part of Mermaid's flowchart grammar that is used here: its own parser needs a browser's DOM.
import { readFileSync } from 'node:fs';
import type { Folder } from './folder.js';
import { count, type Verdict } from './outcome.js';

export async function checkMermaid(folder: Folder): Promise<Verdict | undefined> {
  const charts = folder.files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => mermaidBlocks(readFileSync(`${folder.root}/${file}`, 'utf8')).map((text) => ({ file, text })));
  if (charts.length === 0) return undefined;
  const problems = charts.flatMap(({ file, text }) => flowchartProblems(text).map((problem) => `${file}: ${problem}`));
  return { detail: count(charts.length, 'diagram'), problems };
}

/** The text between ```mermaid and the next fence. */
export function mermaidBlocks(page: string): string[] {
  return [...page.matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, text]) => text ?? '');
}

const id = '[A-Za-z][A-Za-z0-9_]*';
/** Text of a quoted label: no quote, no markup but <br>, every other sign as #code;. */
const label = '"((?:[\\p{L}\\p{N} .,/()_–-]|<br>|#\\d+;)*)"';
const shapes = ['\\[@\\]', '\\(\\[@\\]\\)', '\\{\\{@\\}\\}', '\\[\\(@\\)\\]', '\\(\\(@\\)\\)', '>@\\]'];
const node = new RegExp(`^ {2}(${id})(?:${shapes.map((shape) => shape.replace('@', label)).join('|')})$`, 'u');
const edge = new RegExp(`^ {2}(${id}) (?:---|-\\.-)(?:\\|${label}\\|)? (${id})$`, 'u');
/** What Mermaid would show as "Unsupported markdown: list", or as code. */
const markdown = /(?:"|<br>)(?: |\d+\. |- )/;
/** Words of the grammar, which are no ids (flow.jison). */
const words =
  /^(end|graph|flowchart|subgraph|style|linkStyle|classDef|class|click|default|direction|href|call|interpolate)$/i;
/** Defaults of Mermaid's maxEdges and maxTextSize, beyond which it draws nothing. */
const limits = { edges: 500, text: 50_000 };

/** Empty when every line is a node or an edge between nodes. */
export function flowchartProblems(text: string): string[] {
  const [head, ...rest] = text.split('\n');
  const lines = rest.filter((line) => line !== '');
  const nodes = lines.map((line) => node.exec(line)?.[1]).filter((one) => one !== undefined);
  const edges = lines.filter((line) => edge.test(line));
  const known = new Set(nodes);
  return [
    ...(/^flowchart (LR|TB)$/.test(head ?? '') ? [] : [`the first line is ${JSON.stringify(head)}`]),
    ...lines.filter((line) => !node.test(line) && !edge.test(line)).map((line) => `neither node nor edge: ${line}`),
    ...lines.filter((line) => markdown.test(line)).map((line) => `a label starts as Markdown: ${line}`),
    ...nodes.filter((one, index) => nodes.indexOf(one) < index).map((one) => `the node ${one} stands twice`),
    ...nodes.filter((one) => words.test(one)).map((one) => `${one} is a word of Mermaid`),
    ...edges.flatMap((line) =>
      endsOf(line)
        .filter((end) => !known.has(end))
        .map((end) => `an edge to ${end}, which is no node`),
    ),
    ...(edges.length > limits.edges ? [`${edges.length} edges, and Mermaid draws ${limits.edges}`] : []),
    ...(text.length > limits.text ? [`${text.length} characters, and Mermaid reads ${limits.text}`] : []),
  ];
}

function endsOf(line: string): string[] {
  const match = edge.exec(line);
  return match ? [match[1] ?? '', match[3] ?? ''] : [];
}
