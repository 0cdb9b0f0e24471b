// Arbitrary data full of what text formats trip over, for round-trip properties.
import fc from 'fast-check';

const FRAGMENTS = [
  ...[
    '${',
    '$${',
    '$',
    "''",
    "''${",
    "'''",
    "'",
    '"',
    '\\',
    '\\n',
    '`',
    '*/',
    '/*',
    '//',
    '#',
    ' #',
    '%',
    '%n',
    '@',
    '~',
  ],
  ...[
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '\u00a0',
    '\u0085',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffe',
    '\u0001',
    '\u001b',
    '\u007f',
  ],
  ...[
    '- ',
    '-',
    '? ',
    ': ',
    ':',
    '---',
    '...',
    '<<',
    '=',
    '&a',
    '*a',
    '!t',
    '|',
    '>',
    '{',
    '}',
    '[',
    ']',
    ',',
    '{{x}}',
  ],
  ...[
    'y',
    'No',
    'on',
    'null',
    '1e3',
    '22:22',
    '0x1f',
    '0o7',
    '012',
    '1_000',
    '.5',
    '.inf',
    '2001-01-01',
    '+1',
    '-1',
    '0',
  ],
  ...['😀', 'é', 'a', 'key', 'word', 'if', 'in', 'line\n', '  indented\n'],
];

/** Well-formed text without NUL. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 8 }).map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('one line', '', '  more', 'end:', '- a', "it's", 'a\tb', '# x', '---'), {
      minLength: 2,
      maxLength: 6,
    })
    .map((parts) => parts.join('\n')),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
);

export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);

const key = fc.oneof(
  hostileText,
  fc.constantFrom('apiVersion', 'kind', 'metadata', 'name', 'namespace', 'imports', '_file', '10', '9'),
);

/** Nested lists and objects of hostile text, numbers, booleans and null. */
export function hostileData(number: fc.Arbitrary<number>): fc.Arbitrary<unknown> {
  const { top } = fc.letrec((tie) => ({
    top: fc.oneof(
      { arbitrary: tie('value'), weight: 1 },
      { arbitrary: tie('list'), weight: 3 },
      { arbitrary: tie('object'), weight: 6 },
    ),
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      hostileText,
      number,
      fc.constantFrom(true, false, null),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  }));
  return top as fc.Arbitrary<unknown>;
}

/** Enough values at once that starting a checker is cheap per value. */
export function batchOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(value, { minLength: 1, maxLength: 300, size: 'max' });
}

/** The same data with the keys of every object the other way round. */
export function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversedKeys(inner)]),
  );
}
