// Nix files read as a person would write them, and real Nix reads back every value.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf, hostileData, hostileText, reversedKeys } from '../../test/hostile-data.js';
import { describeReal, runReal } from '../../test/real-checker.js';
import { type NixValue, printNix } from './nix.js';
import { nixPath } from './nix-text.js';
import { PrintError } from './print-error.js';

const anyNix = hostileData(fc.maxSafeInteger()) as fc.Arbitrary<NixValue>;

describe('printNix', () => {
  it('prints a module as a person would write it', () => {
    const module = {
      services: { k3s: { enable: true, role: 'server', extraFlags: ['--disable=traefik', '--tls-san=10.10.0.10'] } },
      networking: { hostName: 'rpi4-1', vlans: { 'vlan.10': { id: 10 } }, nameservers: ['1.1.1.1'], if: null },
      environment: { etc: { 'nft.conf': { text: "table inet t {\n\n  it's $x\n}\n" } } },
      empty: { set: {}, list: [] },
      imports: [nixPath('./network.nix')],
      _file: 'topology/topology.ts#hosts.rpi4-1',
      offsets: [-1, [], [{ a: -1 }]],
    };
    expect(printNix(module)).toBe(`{
  _file = "topology/topology.ts#hosts.rpi4-1";
  imports = [ ./network.nix ];
  empty = {
    list = [ ];
    set = { };
  };
  environment.etc."nft.conf".text = ''
    table inet t {

      it's $x
    }
  '';
  networking = {
    hostName = "rpi4-1";
    "if" = null;
    nameservers = [ "1.1.1.1" ];
    vlans."vlan.10".id = 10;
  };
  offsets = [
    (-1)
    [ ]
    [
      {
        a = -1;
      }
    ]
  ];
  services.k3s = {
    enable = true;
    extraFlags = [
      "--disable=traefik"
      "--tls-san=10.10.0.10"
    ];
    role = "server";
  };
}
`);
  });

  it.each([
    ['a"b\\', '"a\\"b\\\\"'],
    ['$x ${y} $${z}', '"$x \\${y} $\\${z}"'],
    ['a\r\n\tb', '"a\\r\\n\\tb"'],
    ["one\n''\n", `"one\\n''\\n"`],
    ['one\r\ntwo\n', '"one\\r\\ntwo\\n"'],
    [' one\ntwo\n', '" one\\ntwo\\n"'],
    [{}, '{ }'],
    [[], '[ ]'],
    [-0, '0'],
  ])('prints %j as %s', (value, text) => {
    expect(printNix(value)).toBe(`${text}\n`);
  });

  it('gives the same bytes whatever the order of the keys', () => {
    fc.assert(fc.property(anyNix, (value) => printNix(value) === printNix(reversedKeys(value) as NixValue)));
  });

  it.each([
    undefined,
    { a: undefined },
    [undefined],
    0.5,
    2 ** 53,
    NaN,
    () => 0,
    1n,
    new Date(0),
    'a\0',
    { 'a\0': 1 },
    '\ud800',
    { '\udc00': 1 },
  ])('refuses %s', (value) => {
    expect(() => printNix(value as NixValue)).toThrow(PrintError);
  });

  it.each([
    'network.nix',
    '/etc/x',
    '../x',
    './a/../b',
    './a b',
    './',
    './a/',
    './a//b',
    '.',
    './$x',
    './a\n',
    '<nixpkgs>',
  ])('refuses the path %j', (path) => {
    expect(() => nixPath(path)).toThrow(PrintError);
  });
});

describeReal('printNix, read by Nix', ['nix-instantiate', '--version'], () => {
  it('keeps every value', () => {
    fc.assert(
      fc.property(batchOf(anyNix), (values) => {
        expect(evaluate(printNix(values))).toEqual(values);
      }),
      { numRuns: 5 },
    );
  });

  it('keeps every string and attribute name', () => {
    fc.assert(
      fc.property(batchOf(hostileText), (texts) => {
        expect(evaluate(printNix(texts))).toEqual(texts);
        const named = Object.fromEntries(texts.map((text) => [text, { [text]: text }]));
        expect(evaluate(printNix({ deep: { er: named } }))).toEqual({ deep: { er: named } });
      }),
      { numRuns: 5 },
    );
  });

  it('reads keywords as names and paths as paths', () => {
    const keywords = [
      'assert',
      'else',
      'if',
      'in',
      'inherit',
      'let',
      'or',
      'rec',
      'then',
      'with',
      'true',
      'null',
      'import',
    ];
    const named = Object.fromEntries(keywords.map((word) => [word, { [word]: 1 }]));
    expect(evaluate(printNix(named))).toEqual(named);
    const paths = printNix(['./a.nix', './.a/b-c_d.e', './.'].map(nixPath));
    expect(evaluate(`map builtins.typeOf ${paths}`)).toEqual(['path', 'path', 'path']);
  });
});

/** From a file: on standard input Nix would take the `-` of its own argument list for a path. */
function evaluate(expression: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'print-nix-'));
  try {
    writeFileSync(join(folder, 'default.nix'), expression);
    return JSON.parse(runReal(['nix-instantiate', '--eval', '--strict', '--json', join(folder, 'default.nix')], ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
