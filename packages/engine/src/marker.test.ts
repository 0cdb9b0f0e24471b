// The marker names its source in every format, and tells a stale file from an edited one.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readMarker, stamp } from './marker.js';

const source = 'topology/topology.ts';
const text = (path: string, content: string, from = ['hosts.rpi4-1']) => stamp(path, content, from, source);

it('is a comment on the first line', () => {
  expect(text('hosts/a/generated/network.nix', '{ }\n')).toBe(
    '# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:1d6faa9e1a76]\n{ }\n',
  );
});

it.each([
  'a.nix',
  'a.yaml',
  'a.yml',
  'a.nft',
  'a.conf',
  'a.network',
  'a.toml',
  'a.tf',
  'a.ini',
  'ssh_config',
  '.sops.yaml',
  'Makefile',
])('is a # comment in %s', (path) => {
  expect(text(path, 'x\n')).toMatch(/^# Generated from hosts\.rpi4-1\. .* \[groundplan:[0-9a-f]{12}\]\nx\n$/);
});

it.each(['a.md', 'a.html', 'docs/a.svg'])('is a markup comment in %s', (path) => {
  expect(text(path, '<b/>\n')).toMatch(
    /^<!-- Generated from hosts\.rpi4-1\. .* \[groundplan:[0-9a-f]{12}\] -->\n<b\/>\n$/,
  );
});

it('is a comment of zone files in a.zone', () => {
  const stamped = text('a.zone', '$ORIGIN home.arpa.\n');
  expect(stamped).toMatch(/^; Generated from hosts\.rpi4-1\. .* \[groundplan:[0-9a-f]{12}\]\n\$ORIGIN home\.arpa\.\n$/);
  expect(readMarker(stamped)).toEqual({ state: 'intact' });
  expect(readMarker(stamped.replace('home', 'other'))).toEqual({ state: 'edited' });
});

it('is the first key of JSON', () => {
  const stamped = text('a.json', '{\n  "b": { "c": 1 }\n}\n');
  expect(stamped).toMatch(
    /^\{\n {2}"\/\/": "Generated from hosts\.rpi4-1\. .*\[groundplan:[0-9a-f]{12}\]",\n {2}"b": \{ "c": 1 \}\n\}\n$/,
  );
  expect(Object.keys(JSON.parse(stamped) as object)).toEqual(['//', 'b']);
});

it.each(['{}\n', '{ }\n', '{\n}\n', '{"a":1}\n', '{\n\t"a": 1\n}\n', '{ "a": {\n} }\n', '{"a": "//"}\n'])(
  'leaves %j valid JSON',
  (content) => {
    const stamped = text('a.json', content);
    expect(JSON.parse(stamped)).toEqual({
      '//': expect.stringContaining('Generated from'),
      ...(JSON.parse(content) as object),
    });
    expect(readMarker(stamped)).toEqual({ state: 'intact' });
  },
);

it('refuses content that has no place for it', () => {
  expect(() => text('a.json', '[1]\n')).toThrow('a.json is not a JSON object');
  expect(() => text('a.json', '{ "//": "x" }\n')).toThrow('a.json has the key "//"');
  expect(() => text('a.nft', '#!/usr/sbin/nft -f\n')).toThrow('a.nft starts with #!');
  expect(() => text('a.svg', '<?xml version="1.0"?>\n')).toThrow('a.svg starts with an XML declaration');
});

it('names the most specific path, or the topology when there is none', () => {
  expect(text('a.nix', 'x\n', ['hosts.a.links', 'networks'])).toContain('Generated from hosts.a.links. ');
  expect(text('a.nix', 'x\n', [])).toContain('Generated from topology/topology.ts. ');
});

it('stays on its line whatever the model path holds', () => {
  const nasty = [
    'wifi["a\\nb: c"]',
    'wifi["\u2028evil: true"]',
    'wifi["\u0085x"]',
    'wifi["\r\n# x"]',
    'wifi["-->"].psk',
    'wifi["a--"]',
    'wifi["\u202E"]',
  ];
  for (const from of nasty) {
    for (const path of ['a.yaml', 'a.md', 'a.svg']) {
      const stamped = text(path, 'ok: 1\n', [from]);
      expect(stamped.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(3);
      expect(readMarker(stamped)).toEqual({ state: 'intact' });
      if (path === 'a.yaml') expect(parseYaml(stamped, { version: '1.1' })).toEqual({ ok: 1 });
      else expect(/^<!--(.*?)-->\n/.exec(stamped)?.[1]).not.toContain('--');
    }
  }
});

const stamped = text('a.nix', '{\n  a = 1;\n}\n');
const stampedJson = text('a.json', '{\n  "a": 1\n}\n');

it.each([
  ['untouched', stamped, 'intact'],
  ['untouched JSON', stampedJson, 'intact'],
  ['CRLF line endings', stamped.replaceAll('\n', '\r\n'), 'intact'],
  ['CRLF line endings in JSON', stampedJson.replaceAll('\n', '\r\n'), 'intact'],
  ['another source in the marker line', stamped.replace('hosts.rpi4-1', 'hosts.other'), 'intact'],
  ['a changed value', stamped.replace('1;', '2;'), 'edited'],
  ['a changed value in JSON', stampedJson.replace('"a": 1', '"a": 2'), 'edited'],
  ['a changed value with CRLF', stamped.replace('1;', '2;').replaceAll('\n', '\r\n'), 'edited'],
  ['an added line', `${stamped}# note\n`, 'edited'],
  ['a final newline removed', stamped.slice(0, -1), 'edited'],
  ['everything but the marker removed', `${stamped.split('\n')[0]}\n`, 'edited'],
  ['only the marker, without a newline', stamped.split('\n')[0] as string, 'edited'],
  ['a changed hash', stamped.replace(/.\]\n/, 'x]\n'), 'absent'],
  ['the marker on the second line', `\n${stamped}`, 'absent'],
  ['a byte order mark', `\uFEFF${stamped}`, 'absent'],
  ['no marker', '{ a = 1; }\n', 'absent'],
  ['nothing', '', 'absent'],
  ['the JSON marker not first', stampedJson.replace(/(.*)\n(.*)\n(.*)\n/, '$1\n$3,\n$2\n'), 'absent'],
  ['a marker inside a string of JSON', '{\n  "a": "// Generated from x. [groundplan:000000000000]"\n}\n', 'absent'],
])('calls a file with %s what it is', (_, file, state) => {
  expect(readMarker(file)).toEqual({ state });
});

const other = text('a.nix', '{\n  a = 2;\n}\n');
const otherJson = text('a.json', '{\n  "a": 2\n}\n');
const conflict = (one: string, two: string) => `<<<<<<< HEAD\n${one}=======\n${two}>>>>>>> branch\n`;

it.each([
  ['a whole file in conflict', conflict(stamped, other)],
  ['a conflict with the base shown', `<<<<<<< HEAD\n${stamped}||||||| base\nold\n=======\n${other}>>>>>>> b\n`],
  ['a conflict below the marker', stamped.replace('  a = 1;\n', conflict('  a = 1;\n', '  a = 2;\n'))],
  ['a conflict with CRLF', conflict(stamped, other).replaceAll('\n', '\r\n')],
  ['JSON in conflict', `{\n${conflict(stampedJson.slice(2), otherJson.slice(2))}`],
])('sees %s', (_, file) => {
  expect(readMarker(file)).toEqual({ state: 'conflicted' });
});

it('does not take an underline for a conflict', () => {
  expect(readMarker(`${stamped}Title\n=======\n`)).toEqual({ state: 'edited' });
  expect(readMarker(conflict('mine\n', 'theirs\n'))).toEqual({ state: 'absent' });
  expect(readMarker(text('a.md', conflict('x\n', 'y\n')))).toEqual({ state: 'intact' });
});

it('finds every edit of every content', () => {
  const line = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\r', ''));
  fc.assert(
    fc.property(
      fc.constantFrom('a.nix', 'a.md'),
      fc.array(line, { minLength: 1 }),
      fc.nat(),
      fc.constantFrom('x', '\n', ' '),
      (path, lines, at, insert) => {
        const content = `a${lines.join('\n')}\n`;
        const file = text(path, content);
        const begin = file.indexOf('\n') + 1;
        const position = begin + (at % (file.length - begin));
        expect(readMarker(file).state).toBe('intact');
        expect(readMarker(file.slice(0, position) + insert + file.slice(position)).state).not.toBe('intact');
      },
    ),
  );
});
