// Finds the texts in TypeScript source that may hold a secret, also in source that does not parse.
import type { Span } from './source-text.js';

interface Token extends Span {
  /** What of the token may be secret. */
  readonly content?: Span;
  /** After this token a slash divides; elsewhere it starts a regular expression. */
  readonly operand: boolean;
}

const space = /\s+/y;
const lineComment = /\/\/[^\n\r\u2028\u2029]*/y;
const blockComment = /\/\*.*?(?:\*\/|$)/sy;
const quoted = /(['"])(?:\\(?:\r\n|.)|(?!\1)[^\\\n\r])*(?:\1|(?=[\n\r\\])|$)/sy;
const numeral = /\.?\d[\w.]*/y;
const word = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\n\r])*\]|[^/\\[\n\r])+\/[a-z]*/y;
const beforeExpression = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield|instanceof|default)$/;

/** A VLAN, a port or a lifetime is shorter; a passphrase of digits has at least eight. */
const shortestSecretNumber = 6;

/** The contents of string, template, long number and regular expression literals and of comments, in order. */
export function literalSpans(text: string): Span[] {
  const spans: Span[] = [];
  let operand = false;
  for (let offset = 0; offset < text.length; ) {
    const token = nextToken(text, offset, operand);
    if (token.content && token.content.end > token.content.start) spans.push(token.content);
    operand = token.operand;
    offset = token.end;
  }
  return spans;
}

const secretKeyBefore = /(?:\bpin|psk|pass\w*|secret|token|credentials?)['"`]?\]?\s*(?::\s*string\s*)?[:=]\s*['"`]?$/iu;

/** Those of the literals that a key names a secret, such as psk or password. */
export function secretValueSpans(text: string, literals: readonly Span[]): Span[] {
  return literals.filter(({ start }) => secretKeyBefore.test(text.slice(Math.max(0, start - 80), start)));
}

const secretLine = /(?:\bpin|psk|pass|secret|token|credential|private|key)\w*['"`]?\s*[:=]\s*(?=(\S.*))/giu;

/** The rest of every line after a key that names a secret; holds where quotes do not pair up, too. */
export function secretLineSpans(text: string): Span[] {
  return Array.from(text.matchAll(secretLine), (match) => {
    const start = match.index + match[0].length;
    return { start, end: start + (match[1]?.length ?? 0) };
  });
}

function nextToken(text: string, offset: number, operand: boolean): Token {
  if (text.charAt(offset) === '`') return templateToken(text, offset);
  return (
    plainToken(text, offset, operand) ??
    commentToken(text, offset, operand) ??
    quotedToken(text, offset) ??
    (operand ? undefined : regularExpressionToken(text, offset)) ??
    punctuation(text, offset)
  );
}

function punctuation(text: string, offset: number): Token {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return { start: offset, end: offset + character.length, operand: ')]}'.includes(character) };
}

function plainToken(text: string, offset: number, operand: boolean): Token | undefined {
  const blank = match(space, text, offset);
  if (blank) return { start: offset, end: offset + blank.length, operand };
  const name = match(word, text, offset);
  if (name) return { start: offset, end: offset + name.length, operand: !beforeExpression.test(name) };
  const number = match(numeral, text, offset);
  if (!number) return undefined;
  const end = offset + number.length;
  return number.length < shortestSecretNumber ? { start: offset, end, operand: true } : literal(offset, end, 0);
}

function commentToken(text: string, offset: number, operand: boolean): Token | undefined {
  const comment = match(lineComment, text, offset) ?? match(blockComment, text, offset);
  if (!comment) return undefined;
  const end = offset + comment.length;
  const contentEnd = comment.startsWith('/*') && comment.endsWith('*/') ? end - 2 : end;
  return { start: offset, end, content: { start: offset + 2, end: contentEnd }, operand };
}

function quotedToken(text: string, offset: number): Token | undefined {
  const string = match(quoted, text, offset);
  if (!string) return undefined;
  const end = offset + string.length;
  const closed = string.length > 1 && string.endsWith(string.charAt(0));
  return { start: offset, end, content: { start: offset + 1, end: closed ? end - 1 : end }, operand: true };
}

function regularExpressionToken(text: string, offset: number): Token | undefined {
  const expression = match(regularExpression, text, offset);
  return expression ? literal(offset, offset + expression.length, 1) : undefined;
}

/** A template with its embedded expressions counts as one literal. */
function templateToken(text: string, offset: number): Token {
  let end = offset + 1;
  while (end < text.length && text.charAt(end) !== '`') {
    if (text.charAt(end) === '\\') end += 2;
    else if (text.startsWith('${', end)) end = embeddedEnd(text, end + 2);
    else end += 1;
  }
  end = Math.min(end, text.length);
  return { start: offset, end: Math.min(end + 1, text.length), content: { start: offset + 1, end }, operand: true };
}

function embeddedEnd(text: string, start: number): number {
  let depth = 1;
  let operand = false;
  let offset = start;
  while (offset < text.length && depth > 0) {
    const token = nextToken(text, offset, operand);
    if (text.charAt(offset) === '{') depth += 1;
    if (text.charAt(offset) === '}') depth -= 1;
    operand = token.operand;
    offset = token.end;
  }
  return offset;
}

function literal(start: number, end: number, border: number): Token {
  return { start, end, content: { start: start + border, end }, operand: true };
}

function match(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}
