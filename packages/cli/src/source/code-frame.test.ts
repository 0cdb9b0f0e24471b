// The exact text of code frames.
import { expect, it } from 'vitest';
import { codeFrame } from './code-frame.js';
import type { TextRange } from './source-text.js';

const text = `export default defineTopology({
    hosts: {
      nas: { links: { eth0: {} },
        addresses: { infra: '10.10.0.11' },
      },
\t'b': { psk: "hunter2", mac: '😀é' }, // or 'hunter3'
      note: \`two
      hunter4 lines\`,
    },
});
`;

const at = (line: number, column: number, endLine: number, endColumn: number): TextRange => ({
  line,
  column,
  endLine,
  endColumn,
});

function frame(range: TextRange, mask = false): string {
  return `\n${codeFrame(text, range, { mask })}\n`;
}

it('shows a line around, without the common indentation', () => {
  expect(frame(at(4, 29, 4, 41))).toBe(`
  3 │ nas: { links: { eth0: {} },
> 4 │   addresses: { infra: '10.10.0.11' },
    │                       ^^^^^^^^^^^^
  5 │ },
`);
});

it('shows the first and last line, with numbers aligned', () => {
  expect(frame(at(1, 1, 1, 15))).toBe(`
> 1 │ export default defineTopology({
    │ ^^^^^^^^^^^^^^
  2 │     hosts: {
`);
  expect(frame(at(10, 1, 10, 4))).toBe(`
   9 │     },
> 10 │ });
     │ ^^^
`);
  expect(frame(at(9, 5, 9, 6))).toBe(`
   8 │       hunter4 lines\`,
>  9 │     },
     │     ^
  10 │ });
`);
});

it('counts tabs and wide characters as they are shown', () => {
  expect(frame(at(6, 30, 6, 35))).toBe(
    `
  5 │     },
> 6 │ 'b': { psk: "***", mac: '😀é' }, // or 'hunter3'
    │                         ^^^^^
  7 │     note: \`two
`,
  );
});

it('masks literals and comments, whatever their length', () => {
  expect(frame(at(6, 14, 6, 23), true)).toBe(`
  5 │     },
> 6 │ '***': { psk: "***", mac: '***' }, //***
    │               ^^^^^
  7 │     note: \`***
`);
  expect(frame(at(7, 7, 7, 11), true)).toBe(`
  6 │   '***': { psk: "***", mac: '***' }, //***
> 7 │       note: \`***
    │       ^^^^
  8 │ ***\`,
`);
});

it('masks the values of keys that name a secret without being told', () => {
  const lines = [
    "const wifiPassword: string = 'hunter2';",
    "x = { token: `a`, 'psk': 12345678, pass: 'b',",
    "secret: 'c', vlan: 10, ssid: 'WAN' };",
  ];
  expect(codeFrame(lines.join('\n'), at(2, 1, 2, 2))).toBe(
    `
  1 │ const wifiPassword: string = '***';
> 2 │ x = { token: \`***\`, 'psk': ***, pass: '***',
    │ ^
  3 │ secret: '***', vlan: 10, ssid: 'WAN' };`.slice(1),
  );
});

it('masks just the lines it is told to', () => {
  expect(codeFrame(text, at(7, 7, 7, 11), { mask: (line) => line === 6 })).toBe(
    `
  6 │ '***': { psk: "***", mac: '***' }, //***
> 7 │     note: \`two
    │     ^^^^
  8 │     hunter4 lines\`,`.slice(1),
  );
});

it('masks the rest of a line that sets a secret where quotes do not pair up', () => {
  const broken = "wifi: {\n  x: { psk: 'it's-secret', by: 'a' },\n  y: 'b'";
  expect(codeFrame(broken, at(2, 16, 2, 17), { mask: 'secret-lines' })).toBe(
    `
  1 │ wifi: {
> 2 │   x: { psk: ***
    │             ^^^
  3 │   y: 'b'`.slice(1),
  );
});

it('marks a range of several lines, five at most', () => {
  expect(frame(at(2, 5, 9, 6))).toBe(`
  1 │ export default defineTopology({
> 2 │     hosts: {
    │     ^^^^^^^^
> 3 │       nas: { links: { eth0: {} },
> 4 │         addresses: { infra: '10.10.0.11' },
> 5 │       },
> 6 │   'b': { psk: "***", mac: '😀é' }, // or 'hunter3'
  7 │       note: \`two
`);
});

it('cuts a long line around the range', () => {
  const long = `export default { a: '${'x'.repeat(500)}', b: 'here', c: '${'y'.repeat(500)}' };`;
  const column = long.indexOf("'here'") + 1;
  expect(codeFrame(long, at(1, column, 1, column + 6))).toBe(
    `
> 1 │ …xxxxxxxxxxxxxxxxxxxxxxxxxxx', b: 'here', c: 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
    │                                   ^^^^^^`.slice(1),
  );
  expect(codeFrame(long, at(1, long.length, 1, long.length + 1)).split('\n')[1]).toBe(`    │ ${' '.repeat(99)}^`);
  for (const row of codeFrame(long, at(1, 8, 1, 900)).split('\n')) expect(row.length).toBeLessThanOrEqual(106);
});

it('shows nothing that would move the cursor or turn the text around', () => {
  expect(codeFrame("a: '\u001b[2J\u202e\u0000'", at(1, 1, 1, 2))).toBe("> 1 │ a: '\uFFFD[2J\uFFFD\uFFFD'\n    │ ^");
});

it('gives no frame for a place outside the text', () => {
  expect(codeFrame('a', at(3, 1, 3, 2))).toBe('');
  expect(codeFrame('', at(1, 1, 1, 1))).toBe('> 1 │\n    │ ^');
});
