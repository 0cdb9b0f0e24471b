// UCI files read as OpenWrt's libuci reads them (its file.c), and refused where it would guess: Debian and npm have no uci.

export interface UciSection {
  readonly line: number;
  readonly type: string;
  readonly name: string | null;
  readonly options: { readonly [name: string]: string };
  readonly lists: { readonly [name: string]: readonly string[] };
}

export class UciError extends Error {}

interface Open extends UciSection {
  readonly options: { [name: string]: string };
  readonly lists: { [name: string]: string[] };
}

/** Throws UciError with the line's number. */
export function parseUci(text: string): UciSection[] {
  const sections: Open[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const words = wordsOf(line, index + 1);
    if (words.length === 0) continue;
    if (words[0] === 'config') sections.push(openSection(words, index + 1));
    else addOption(sections.at(-1), words, index + 1);
  }
  const names = sections.flatMap(({ name }) => (name === null ? [] : [name]));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new UciError(`the section ${twice} stands twice`);
  return sections;
}

const fail = (line: number, message: string) => new UciError(`line ${line}: ${message}`);

/** Bare or single-quoted words; a comment starts with # between words. */
function wordsOf(line: string, number: number): string[] {
  const words: string[] = [];
  const token = /\s*(?:#.*$|'([^']*)'|([^\s'"#\\;&|]+))/y;
  while (token.lastIndex < line.length && line.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex;
    const match = token.exec(line);
    if (!match) throw fail(number, `cannot read ${JSON.stringify(line.slice(at))}`);
    const word = match[1] ?? match[2];
    if (word === undefined) return words;
    if (at > 0 && !/^\s/.test(match[0])) throw fail(number, 'two words without a space between');
    words.push(word);
  }
  return words;
}

/** uci_validate_name: letters, digits and underscores; a type may have any visible sign. */
const nameRule = /^[A-Za-z0-9_]+$/;

function openSection([, type, name, ...rest]: readonly string[], line: number): Open {
  if (type === undefined || rest.length > 0) throw fail(line, 'config wants a type and perhaps a name');
  if (!/^[!-~]+$/.test(type)) throw fail(line, `${JSON.stringify(type)} is no type`);
  if (name !== undefined && !nameRule.test(name)) throw fail(line, `${JSON.stringify(name)} is no section name`);
  return { line, type, name: name ?? null, options: {}, lists: {} };
}

function addOption(section: Open | undefined, words: readonly string[], line: number): void {
  const [kind, name, value, ...rest] = words;
  if (kind !== 'option' && kind !== 'list')
    throw fail(line, `${JSON.stringify(kind)} is neither config, option nor list`);
  if (!section) throw fail(line, `${kind} before any config`);
  if (name === undefined || value === undefined || rest.length > 0)
    throw fail(line, `${kind} wants a name and a value`);
  if (!nameRule.test(name)) throw fail(line, `${JSON.stringify(name)} is no option name`);
  if (name in section.options || (kind === 'option' && name in section.lists)) throw fail(line, `${name} stands twice`);
  if (kind === 'option') section.options[name] = value;
  else section.lists[name] = [...(section.lists[name] ?? []), value];
}
