// Paths and values of fields, as a person reads them.
import type { FieldPath } from './field-changes.js';

/** spec.containers[web].image; keys with other characters are quoted. */
export function printPath(path: FieldPath): string {
  return path
    .map((step, at) => {
      if (/^\[.*\]$/s.test(step)) return step;
      if (/^[A-Za-z0-9_-]+$/.test(step)) return at === 0 ? step : `.${step}`;
      return `[${JSON.stringify(step)}]`;
    })
    .join('');
}

const longest = 80;

/** JSON, cut when it is long. */
export function printValue(value: unknown): string {
  if (value === undefined) return 'none';
  const text = withoutControls(JSON.stringify(value));
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Controls of terminals and of the direction of text, which JSON leaves as they are. */
function withoutControls(text: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (match) => match.split('').map(escaped).join(''));
}
