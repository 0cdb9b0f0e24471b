// Prints findings for people: what, where with the source around it, why it matters and what to do.
import type { Place, RelatedPlace, ReportEntry } from './report-entry.js';

type Paint = (style: keyof typeof styles, text: string) => string;

const styles = { error: '1;31', warning: '1;33', strong: '1', place: '36', label: '2' } as const;

export function prettyReport(entries: readonly ReportEntry[], colour: boolean): string {
  if (entries.length === 0) return '';
  const paint: Paint = (style, text) => (colour ? `\u001b[${styles[style]}m${text}\u001b[0m` : text);
  const blocks = entries.map((entry) => entryLines(entry, paint).join('\n'));
  return `${[...blocks, summary(entries)].join('\n\n')}\n`;
}

/** Such as: 2 errors, 1 warning */
export function summary(entries: readonly ReportEntry[]): string {
  const counts = (['error', 'warning'] as const).map((severity) => {
    const count = entries.filter((entry) => entry.severity === severity).length;
    return count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return counts.filter((text) => text !== '').join(', ');
}

/** Text from the topology must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\uFFFD');
}

function entryLines(entry: ReportEntry, paint: Paint): string[] {
  const { severity, code } = entry;
  return [
    `${paint(severity, severity)} ${paint('strong', code)}  ${paint('place', head(entry))}`,
    ...indented(printable(entry.message), '  ', '  '),
    ...frameLines(entry, paint),
    ...entry.related.map((related) => `  ${paint('label', 'also')}  ${relatedText(related)}`),
    ...indented(entry.why, `  ${paint('label', 'why')}   `, '        '),
    ...(entry.fix === undefined ? [] : indented(printable(entry.fix), `  ${paint('label', 'fix')}   `, '        ')),
  ];
}

/** The model path is told where the place alone does not tell it. */
function head({ at, place }: ReportEntry): string {
  if (!place) return at ? printable(at) : 'topology';
  return place.exact || !at ? placeText(place) : `${placeText(place)} (${printable(at)})`;
}

function relatedText({ at, place }: RelatedPlace): string {
  if (!place) return printable(at ?? '');
  return at ? `${placeText(place)} (${printable(at)})` : placeText(place);
}

function placeText({ file, range }: Place): string {
  return printable(range ? `${file}:${range.line}:${range.column}` : file);
}

function frameLines(entry: ReportEntry, paint: Paint): string[] {
  const frame = entry.frame();
  if (frame === '') return [];
  return frame.split('\n').map((line) => {
    const carets = /^( +│ *)(\^+)$/.exec(line);
    return carets ? `  ${carets[1]}${paint(entry.severity, carets[2] ?? '')}` : `  ${line}`;
  });
}

function indented(text: string, first: string, rest: string): string[] {
  return text.split('\n').map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd());
}
