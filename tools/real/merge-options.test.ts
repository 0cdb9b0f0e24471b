// Definitions of several modules merge as in NixOS; values are held against their types.
import { describe, expect, test } from 'vitest';
import { mergeModules } from './merge-options.js';
import { declareOptions, loadOptionTable } from './option-table.js';

const define = (value: unknown, file = 'a.nix') => ({ value, file, strict: false });
const merge = (...values: readonly unknown[]) =>
  mergeModules(
    loadOptionTable(),
    values.map((value, index) => define(value, `${'abc'[index]}.nix`)),
  );
const override = (priority: number, content: unknown) => ({ _type: 'override', priority, content });

describe('merging', () => {
  test('joins lists, lines and sets', () => {
    const ports = (port: number) => ({
      networking: { firewall: { allowedTCPPorts: [port], extraCommands: `line ${port}` } },
    });
    const { config, report } = merge(ports(1), ports(2));
    expect(config).toEqual({ networking: { firewall: { allowedTCPPorts: [1, 2], extraCommands: 'line 1\nline 2' } } });
    expect(report).toEqual({ problems: [], notes: [], options: 2 });
  });

  test('heeds mkIf, mkMerge and the outermost priority', () => {
    const { config, report } = merge(
      { _type: 'if', condition: false, content: { networking: { domain: 'never' } } },
      { networking: override(1000, { domain: 'weak', hostName: 'kept' }) },
      { _type: 'merge', contents: [{ networking: { domain: override(50, 'strong') } }] },
    );
    expect(config).toEqual({ networking: { domain: 'strong', hostName: 'kept' } });
    expect(report.problems).toEqual([]);
  });

  test('gives what is inside an overridden value its usual priority again', () => {
    const root = (device: unknown) => ({ fileSystems: { '/': { device } } });
    const { config } = merge(
      { fileSystems: { '/': override(1000, { device: 'weak' }) } },
      root('/dev/sda'),
      root(override(50, '/dev/sdb')),
    );
    expect(config).toEqual(root('/dev/sdb'));
  });

  test('names both places of a conflict, and what to do', () => {
    const { report } = merge({ networking: { hostName: 'x' } }, { networking: { hostName: 'y' } });
    expect(report.problems).toEqual([
      'networking.hostName is set twice: "x" in a.nix, "y" in b.nix.\n' +
        'Remove one of them, or say in the hand-written file which wins: lib.mkForce (this one) or lib.mkDefault (the other).',
    ]);
  });
});

describe('types', () => {
  const problemsOf = (value: unknown) => merge(value).report.problems;
  const path = { _type: 'path', path: '/x' };
  const float = { _type: 'float', value: 1 };
  const k3s = (options: object) => ({ services: { k3s: options } });

  test('accept what NixOS accepts', () => {
    expect(
      problemsOf(k3s({ extraFlags: ['--a'], tokenFile: path, manifests: { x: { content: [{ a: float }] } } })),
    ).toEqual([]);
    expect(problemsOf({ boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': 1, 'kernel.x': true } } } })).toEqual([]);
    expect(problemsOf({ networking: { defaultGateway: { address: '10.0.0.1' } } })).toEqual([]);
    expect(problemsOf({ networking: { defaultGateway: '10.0.0.1' } })).toEqual([]);
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['a float for an integer', k3s({ enable: float }), 'a float; NixOS wants true or false'],
    [
      'neither branch',
      k3s({ extraFlags: [1] }),
      'services.k3s.extraFlags is [1]; NixOS wants a string, or a list of (a string).',
    ],
    [
      'a set of options as a value',
      { networking: { firewall: true } },
      'networking.firewall is a set of options, not true.',
    ],
    [
      'a prefix too long',
      addresses({ prefixLength: 33 }),
      'ipv4.addresses[0].prefixLength is 33; NixOS wants an integer between 0 and 32.',
    ],
    ['an unknown key in a submodule', addresses({ prefix: 1 }), 'ipv4.addresses[0].prefix does not exist.'],
    [
      'an unknown option of a known service',
      k3s({ frobnicate: 1 }),
      'the option services.k3s.frobnicate does not exist.',
    ],
    [
      'a host name with a dot',
      { networking: { hostName: 'a.b' } },
      'networking.hostName is "a.b"; NixOS wants a string matching',
    ],
    ['a relative path', k3s({ tokenFile: 'token' }), 'NixOS wants null or an absolute path.'],
  ];
  test.each(wrong)('refuse %s', (_, value, says) => {
    expect(problemsOf(value).join('\n')).toContain(says);
  });

  function addresses(entry: object): unknown {
    return { networking: { interfaces: { eth0: { ipv4: { addresses: [entry] } } } } };
  }

  test('hold for options that a module declares itself', () => {
    const table = loadOptionTable();
    const port = { _type: 'option', type: { t: 'port' } };
    const submodule = { t: 'attrsOf', of: { t: 'submodule', options: { port } } };
    declareOptions(table, { groundplan: { doors: { _type: 'option', type: submodule } } }, 'doors.nix');
    const { report } = mergeModules(table, [
      define({ groundplan: { doors: { front: { port: '1' }, back: { prot: 1 } } } }),
    ]);
    expect(report.problems).toEqual([
      'a.nix: groundplan.doors.front.port is "1"; NixOS wants an integer between 0 and 65535.',
      'a.nix: the option groundplan.doors.back.prot does not exist. Did you mean groundplan.doors.back.port?',
    ]);
  });
});
