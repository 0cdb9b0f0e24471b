// Where model paths are found in TypeScript source.
import { modelPath } from '@groundplan/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate, parseSource } from './locate.js';
import { type SourceRange, sourceText, spanOf, type TextRange } from './source-text.js';

const file = 'topology.ts';

function found(text: string, path: string): string {
  const range = locate(text, file, path);
  return `${shown(text, range)}${range.exact ? '' : ' (around)'}`;
}

function shown(text: string, range: TextRange): string {
  const { start, end } = spanOf(sourceText(text), range);
  return text.slice(start, end);
}

const homelab = `import { defineTopology } from '@groundplan/model';
const name = 'é😀'; // é😀
export default defineTopology({
  networks: { infra: { vlan: 10 }, 30: 'thirty', ['iot']: { vlan: 40 }, [\`lab\`]: 1 },
  wifi: { 'My SSID': { network: 'infra', psk: 'infra-k3s-psk' } },
  policy: [
    { from: 'infra', allow: ['tcp/22'] },
    { from: 'pro', allow: ['tcp/80'] },
    { from: '😀é', allow: ['tcp/443', 'udp/53'] },
  ],
  hosts: { 'rpi4-1': { router: true, links: { eth0: { trunk: ['infra'] }, 'é😀': '1' } } },
});
`;

describe('locate', () => {
  it.each([
    ['networks.infra.vlan', '10'],
    ['networks.infra', 'infra'],
    ['networks["30"]', "'thirty'"],
    ['networks.iot.vlan', '40'],
    ['networks.lab', '1'],
    ['wifi["My SSID"].psk', "'infra-k3s-psk'"],
    ['wifi["My SSID"]', "'My SSID'"],
    ['policy[2].allow[0]', "'tcp/443'"],
    ['policy[2].allow[1]', "'udp/53'"],
    ['policy[2].allow', 'allow'],
    ['policy[1]', "{ from: 'pro', allow: ['tcp/80'] }"],
    ['policy[3]', 'policy (around)'],
    ['hosts.rpi4-1.links.eth0', 'eth0'],
    ['hosts.rpi4-1.links.eth0.mtu', 'eth0 (around)'],
    ['hosts.rpi4-1.router', 'true'],
    ['hosts.nas.addresses.infra', 'hosts (around)'],
    ['clusters.home', 'export default (around)'],
    ['', 'export default'],
    ['not a [path', 'export default (around)'],
    ['networks.constructor', 'networks (around)'],
  ])('finds %s', (path, text) => {
    expect(found(homelab, path)).toBe(text);
  });

  it('counts lines and columns from 1 in UTF-16 units, also after é and emoji', () => {
    const inline = `/* é😀 */ export default { 'é😀': 1, a: '😀', b: 2 }`;
    expect(locate(inline, file, 'b')).toMatchObject({ line: 1, column: inline.indexOf('2 }') + 1, exact: true });
    expect(locate(homelab, file, 'policy[2].allow[0]')).toMatchObject({
      line: 9,
      column: 28,
      endLine: 9,
      endColumn: 37,
    });
    expect(locate(`\uFEFF${inline}`, file, 'b').column).toBe(inline.indexOf('2 }') + 2);
  });

  it('knows all line breaks', () => {
    expect(locate("// a\r\n/* \u2028 */ export default {\r\n  a: 'x',\r\n}", file, 'a')).toMatchObject({
      line: 4,
      column: 6,
    });
  });

  it('gives the key and the value', () => {
    const range = locate(homelab, file, 'wifi["My SSID"].psk');
    expect(shown(homelab, range.key as TextRange)).toBe('psk');
    expect(shown(homelab, range.value as TextRange)).toBe("'infra-k3s-psk'");
    expect(shown(homelab, locate(homelab, file, 'networks.infra').value as TextRange)).toBe('{ vlan: 10 }');
    expect(locate(homelab, file, 'policy[0]').key).toBeUndefined();
  });
});

describe('locate in other forms of source', () => {
  it.each([
    ['a plain object', 'export default { a: { b: 1 } };', 'a.b', '1'],
    ['satisfies', 'export default { a: 1 } satisfies T;', 'a', '1'],
    ['as const', 'export default ({ a: 1 } as const);', 'a', '1'],
    ['a wrapped argument', 'export default defineTopology(({ a: 1 }) as T) satisfies T', 'a', '1'],
    ['a constant', 'const t = { a: 1 };\nexport default t;', 'a', '1'],
    ['a constant in the call', 'export const t = { a: 1 }; export default define(t);', 'a', '1'],
    ['a constant of a call', 'const t = define({ a: 1 }); export { t as default };', 'a', '1'],
    [
      'the words of a named default',
      'const t = define({ a: 1 }); export { t as default };',
      'b',
      't as default (around)',
    ],
    ['shorthand', 'const a = { b: 1 }; export default { a };', 'a.b', '1'],
    ['a shorthand scalar', 'const a = 1; export default { a };', 'a', 'a'],
    ['a constant scalar', "const ip = '::1'; export default { a: ip };", 'a', 'ip'],
    ['a spread', 'const common = { b: 1 }; export default { a: { ...common, c: 2 } };', 'a.b', '1'],
    ['the last of spread and property', 'const c = { b: 1 }; export default { ...c, b: 2 };', 'b', '2'],
    ['the last of property and spread', 'const c = { b: 1 }; export default { b: 2, ...c };', 'b', '1'],
    ['a property before an imported spread', 'export default { b: 2, ...c };', 'b', '2 (around)'],
    ['a spread condition', 'export default { ...(lab ? { b: 1 } : {}) };', 'b', '1 (around)'],
    ['a member', 'const n = { infra: { vlan: 10 } }; export default { a: n.infra };', 'a.vlan', '10'],
    ['a computed member', "const n = { 'x-y': { v: 1 } }; export default { a: n['x-y'] };", 'a.v', '1'],
    ['a computed constant key', "const k = 'nas'; export default { [k]: { v: 1 } };", 'nas.v', '1'],
    ['an unknown computed key', 'export default { [k]: { v: 1 } };', 'k.v', 'export default (around)'],
    ['a helper call', "export default { a: host('x', { v: 1 }) };", 'a.v', '1 (around)'],
    [
      'a loop',
      'export default { hosts: Object.fromEntries(list.map((n) => [n, { v: 1 }])) };',
      'hosts.a.v',
      'Object.fromEntries(list.map((n) => [n, { v: 1 }])) (around)',
    ],
    ['a spread list', "const p = ['a', 'b']; export default { l: [...p, 'c'] };", 'l[2]', "'c'"],
    ['an item of a spread list', "const p = ['a', 'b']; export default { l: [...p, 'c'] };", 'l[1]', "'b'"],
    ['an item after an unknown list', "export default { l: ['a', ...p, 'c'] };", 'l[2]', 'l (around)'],
    ['a cycle', 'const a = { ...a, b: a }; const c = c; export default { a, c };', 'a.b.b.x', 'b (around)'],
    ['a prototype', "export default { a: 0, __proto__: { b: 1 }, ['__proto__']: 2 };", '__proto__', '2'],
  ])('%s', (_name, text, path, expected) => {
    expect(found(text, path)).toBe(expected);
  });

  it.each(['', 'export const a = 1', 'export default {', 'const = 3'])('falls back to the start of %j', (text) => {
    const start: SourceRange = { file, line: 1, column: 1, endLine: 1, endColumn: 1, exact: false };
    expect(locate(text, file, 'a')).toEqual(start);
  });
});

type Value = string | number | boolean | Value[] | { [key: string]: Value };

const name = fc.oneof(fc.string(), fc.constantFrom('a-b', 'é', '😀 x', '__proto__', '10', 'x', 'constructor'));
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Prints a value as source, one scalar a line, and notes the line of every path. */
function print(input: Value, path: (string | number)[], out: string[], lines: Map<string, number>, lead: string): void {
  if (typeof input !== 'object') {
    out.push(`${lead}${JSON.stringify(input)},`);
    lines.set(modelPath(...path), out.length);
    return;
  }
  const list = Array.isArray(input);
  out.push(`${lead}${list ? '[' : '{'} // é😀`);
  lines.set(modelPath(...path), out.length);
  for (const [key, inner] of Object.entries(input)) {
    const text = list ? '' : key === '__proto__' ? '["__proto__"]: ' : `${JSON.stringify(key)}: `;
    print(inner, [...path, list ? Number(key) : key], out, lines, text);
  }
  out.push(list ? '],' : '},');
}

it('finds the line of every path of any object', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { noNullPrototype: true }), fc.boolean(), (topology, windows) => {
      const out: string[] = ['// 😀'];
      const lines = new Map<string, number>();
      print(topology, [], out, lines, 'export default defineTopology(');
      const text = out.join(windows ? '\r\n' : '\n').replace(/,$/, ');');
      const locator = parseSource(text, file);
      for (const [path, line] of lines)
        expect([path, locator.locate(path)]).toMatchObject([path, { line, exact: true }]);
    }),
    { numRuns: 300 },
  );
});
