// The start script in the shells of phones: a stub k3s gets the right arguments, and every fault gets one clear line.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { findTool } from '../real/run-tool.js';
import { addressed, asText, authority, type Files, makeBundle, says, settings, start, startScript } from './phone.js';

const scratch = mkdtempSync(join(tmpdir(), 'start-agent-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const password = 'correct-horse';
const otherHash = 'ab'.repeat(32);
const env = { K3S_TOKEN_FILE: '{}/token' };
const token: Files = { token: `${password}\n` };

const flags = [
  'agent',
  '--flannel-iface=wlan0',
  '--node-ip=192.0.2.50',
  '--node-label=role=phone',
  '--node-label=example.org/battery=',
  '--node-name=phone',
  '--node-taint=device=phone:NoSchedule',
  '--server=https://192.0.2.10:6443',
];

const edited = (edit: (text: string) => string): Files => ({ 'k3s-agent.json': edit(asText(settings)) });
const swap = (from: string, to: string) =>
  edited((text) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  });

/** What is wrong, what the bundle then holds, which environment, the exit code, and what is said. */
const faults: readonly [string, Files, { [name: string]: string }, number, string][] = [
  ['no token', {}, {}, 1, 'there is no token. Set K3S_TOKEN_FILE'],
  ['an empty variable', {}, { K3S_TOKEN: '' }, 1, 'there is no token'],
  ['two tokens', token, { ...env, K3S_TOKEN: password }, 1, 'both set. Keep one.'],
  ['no token file', {}, env, 1, 'the token file {}/token is missing.'],
  ['an empty token file', { token: '\n' }, env, 1, 'the token in {}/token is empty.'],
  ['two lines of token', { token: `${password}\nmore\n` }, env, 1, 'has more than one line.'],
  ['a token with spaces', { token: 'correct horse\n' }, env, 1, 'spaces or other characters'],
  ['a token from Windows', { token: `${password}\r\n` }, env, 1, 'spaces or other characters'],
  ['an encrypted token', { token: 'ENC[AES256_GCM,data:Zm9v]\n' }, env, 1, 'still encrypted'],
  ['half a token', {}, { K3S_TOKEN: `K10${otherHash}` }, 1, 'the token in K3S_TOKEN is cut off'],
  ['a token without credentials', {}, { K3S_TOKEN: `K10${otherHash}::` }, 1, 'is cut off'],
  ['a token with a short hash', {}, { K3S_TOKEN: 'K10abc::node:x' }, 1, 'after K10 come 64 hexadecimal digits'],
  ['a token with a wrong hash', {}, { K3S_TOKEN: `K10${'xy'.repeat(32)}::node:x` }, 1, 'is damaged'],
  [
    'the token of another cluster',
    {},
    { K3S_TOKEN: `K10${otherHash}::node:x` },
    1,
    'belongs to another cluster than https://',
  ],

  ['no server', { ...token, 'bin/curl': says('', 7) }, env, 75, 'https://192.0.2.10:6443 does not answer.'],
  ['a server that hangs', { ...token, 'bin/curl': says('', 28) }, env, 75, 'does not answer'],
  ['a server without TLS', { ...token, 'bin/curl': says('', 35) }, env, 1, 'not as a k3s server'],
  ['another server', { ...token, 'bin/curl': says('<html>') }, env, 1, 'not as a k3s server'],
  [
    'plain HTTP',
    { ...token, ...swap('https:', 'http:') },
    env,
    1,
    'the server http://192.0.2.10:6443 is no https://host:port.',
  ],
  ['a server without a port', { ...token, ...swap(':6443', '') }, env, 1, 'no https://host:port'],
  ['a port that is none', { ...token, ...swap(':6443', ':k3s') }, env, 1, 'no https://host:port'],
  ['a server with a path', { ...token, ...swap(':6443', ':6443/x') }, env, 1, 'no https://host:port'],

  ['no JSON', { ...token, 'k3s-agent.json': null }, env, 1, 'k3s-agent.json is missing. Copy the whole bundle.'],
  ['an empty JSON', { ...token, 'k3s-agent.json': '' }, env, 1, 'ends too early'],
  [
    'half a JSON',
    { ...token, ...edited((text) => text.slice(0, 150)) },
    env,
    1,
    'line 7: this is not what Groundplan writes',
  ],
  [
    'a JSON without its end',
    { ...token, ...edited((text) => text.replace(/ {2}\}\n\}\n$/, '')) },
    env,
    1,
    'ends too early',
  ],
  ['something after the JSON', { ...token, ...edited((text) => `${text}more\n`) }, env, 1, 'line 18: this is not'],
  ['a JSON on one line', { ...token, 'k3s-agent.json': JSON.stringify(settings) }, env, 1, 'line 1: this is not'],
  ['a web page', { ...token, 'k3s-agent.json': '<html>\n' }, env, 1, 'line 1: this is not'],
  [
    'a JSON from Windows',
    { ...token, ...edited((text) => text.replaceAll('\n', '\r\n')) },
    env,
    1,
    'line 1: this is not',
  ],
  ['no server in it', { ...token, ...edited((text) => text.replace(/ {4}"server.*\n/, '')) }, env, 1, 'has no server.'],
  [
    'no node-ip in it',
    { ...token, ...edited((text) => text.replace(/ {4}"node-ip.*\n/, '')) },
    env,
    1,
    'has no node-ip.',
  ],
  [
    'no interface in it',
    { ...token, ...edited((text) => text.replace(/ {2}"interface.*\n/, '')) },
    env,
    1,
    'has no interface.',
  ],
  [
    'a name twice',
    { ...token, ...swap('    "node-taint"', '    "node-name": "other",\n    "node-taint"') },
    env,
    1,
    'line 12: node-name stands twice.',
  ],
  [
    'an unknown setting',
    { ...token, ...swap('node-name', 'node-nane') },
    env,
    1,
    'line 11: there is no node-nane here.',
  ],
  ['a token in it', { ...token, ...swap('"node-name": "phone"', '"token": "x"') }, env, 1, 'there is no token here.'],
  [
    'a token file in it',
    { ...token, ...swap('"node-name": "phone"', '"token-file": "/x"') },
    env,
    1,
    'there is no token-file here.',
  ],
  [
    'text where a list belongs',
    { ...token, ...swap('"node-name": "phone"', '"node-taint": "phone"') },
    env,
    1,
    'there is no node-taint here.',
  ],
  [
    'a host name as node-ip',
    { ...token, ...swap('192.0.2.50', 'phone.example') },
    env,
    1,
    'the node-ip phone.example is no IPv4 address.',
  ],
  ['a short node-ip', { ...token, ...swap('192.0.2.50', '192.0.2.') }, env, 1, 'is no IPv4 address'],

  [
    'another address',
    { ...token, 'bin/ip': says(addressed('192.0.2.5')) },
    env,
    75,
    'wlan0 has 192.0.2.5, not 192.0.2.50.',
  ],
  [
    'an address that only starts alike',
    { ...token, 'bin/ip': says(addressed('192.0.2.509')) },
    env,
    75,
    'wlan0 has 192.0.2.509',
  ],
  ['no address', { ...token, 'bin/ip': says('') }, env, 75, 'wlan0 is not there or has no IPv4 address.'],
  ['no interface', { ...token, 'bin/ip': says('', 1) }, env, 75, 'wlan0 is not there'],
  [
    'an interface that is down',
    { ...token, 'bin/ip': says(addressed('192.0.2.50', 'BROADCAST')) },
    env,
    75,
    'wlan0 is down.',
  ],
  ['a clock at its start', { ...token, 'bin/date': says('1970\n') }, env, 75, 'the clock says 1970'],
  ['another user than root', { ...token, 'bin/id': says('2000\n') }, env, 1, 'k3s needs root.'],
  ['no k3s', { ...token, k3s: null }, env, 1, 'k3s is neither in {} nor in PATH.'],
  ['a k3s that cannot be executed', { ...token, k3s: 'text' }, env, 1, '{}/k3s cannot be executed.'],
];

/** By absolute path, because a phone's PATH is another one. */
const shells: readonly [string, readonly string[]][] = [
  ['dash', [findTool('dash') ?? 'dash']],
  ['mksh, which is the sh of Android', [findTool('mksh') ?? 'mksh']],
  ['busybox', [findTool('busybox') ?? 'busybox', 'sh']],
];

describe.each(shells)('in %s', (_, shell) => {
  describeReal('the start script', [shell[0] ?? '', ...shell.slice(1), '-c', 'exit 0'], () => {
    it('becomes k3s agent with the flags of the JSON and the path of the token', () => {
      const { code, stderr, stdout, environment, folder, ...k3s } = start(scratch, { shell, files: token, env });
      expect([code, stderr, stdout, k3s.arguments]).toEqual([0, '', '', flags]);
      expect(environment.filter((line) => line.startsWith('K3S_'))).toEqual([`K3S_TOKEN_FILE=${folder}/token`]);
    });

    it('passes a token of the environment on by the environment', () => {
      const { arguments: given, environment, stderr } = start(scratch, { shell, env: { K3S_TOKEN: password } });
      expect([given, stderr]).toEqual([flags, '']);
      expect(environment.filter((line) => line.includes(password))).toEqual([`K3S_TOKEN=${password}`]);
    });

    it('keeps the token from the programs it asks before', () => {
      const spy = '#!/bin/sh\n/usr/bin/env >>"${0%/*}/../seen"\n';
      const files = {
        'bin/ip': `${spy}${addressed('192.0.2.50').replace(/^.*inet/s, 'echo UP inet')}`,
        'bin/curl': spy,
        'bin/id': `${spy}echo 0\n`,
        'bin/date': `${spy}echo 2026\n`,
      };
      const { folder } = start(scratch, { shell, files, env: { K3S_TOKEN: password } });
      const seen = readFileSync(join(folder, 'seen'), 'utf8');
      expect(seen.match(/^PATH=/gm)).toHaveLength(4);
      expect(seen).not.toContain(password);
    });

    it.each(faults)('says one clear line about %s', (_name, files, variables, exitCode, line) => {
      const { code, stdout, stderr, folder, arguments: given } = start(scratch, { shell, files, env: variables });
      expect(stderr).toContain(line.replaceAll('{}', folder));
      expect(stderr).toMatch(/^start-agent: [^\n]*[.?]\n$/);
      expect([code, stdout, given]).toEqual([exitCode, '', undefined]);
      for (const secret of [password, 'node:x', 'correct horse', 'Zm9v']) expect(stderr).not.toContain(secret);
    });

    it('refuses a token that others may read', () => {
      const folder = makeBundle(scratch, token);
      for (const mode of [0o640, 0o604, 0o660, 0o666]) {
        chmodSync(join(folder, 'token'), mode);
        const { status, stderr } = spawnSync(shell[0] ?? '', [...shell.slice(1), join(folder, 'start-agent.sh')], {
          encoding: 'utf8',
          env: { PATH: join(folder, 'bin'), K3S_TOKEN_FILE: join(folder, 'token') },
        });
        expect([status, stderr]).toEqual([1, expect.stringContaining('others may read the token file')]);
      }
    });

    it('takes the full token of this cluster, and one without a hash', () => {
      const hash = spawnSync('sha256sum', { input: authority, encoding: 'utf8' }).stdout.slice(0, 64);
      for (const full of [`K10${hash}::server:${password}`, `K10::node:${password}`, 'abcdef.0123456789abcdef'])
        expect(start(scratch, { shell, env: { K3S_TOKEN: full } }).arguments).toEqual(flags);
    });

    it('reads toybox ifconfig where ip is missing, and goes on with a word where both are', () => {
      const ifconfig = says('wlan0  Link encap:Ethernet\n  inet addr:192.0.2.50  Bcast:192.0.2.255\n  UP BROADCAST\n');
      const old = start(scratch, { shell, env, files: { ...token, 'bin/ip': null, 'bin/ifconfig': ifconfig } });
      expect([old.arguments, old.stderr]).toEqual([flags, '']);
      const moved = { ...token, 'bin/ip': null, 'bin/ifconfig': says('wlan0\n  inet addr:192.0.2.7  Bcast\n  UP\n') };
      expect(start(scratch, { shell, env, files: moved }).stderr).toContain('wlan0 has 192.0.2.7, not');
      const six = { ...moved, 'bin/ifconfig': says('wlan0\n  inet6 addr: fe80::1/64 Scope: Link\n  UP\n') };
      expect(start(scratch, { shell, env, files: six }).stderr).toContain('wlan0 is not there or has no IPv4 address.');
      const bare = start(scratch, { shell, env, files: { ...token, 'bin/ip': null, 'bin/curl': null } });
      expect(bare.arguments).toEqual(flags);
      expect(bare.stderr.split('\n').map((line) => line.slice(13, 40))).toEqual([
        'neither ip nor ifconfig is ',
        'curl is not there, so nobod',
        '',
      ]);
    });

    it('starts nothing with --check and --print, and knows no other option', () => {
      const check = start(scratch, { shell, env, files: token, args: ['--check'] });
      expect([check.code, check.stderr, check.arguments]).toEqual([0, 'start-agent: all is well.\n', undefined]);
      const print = start(scratch, { shell, args: ['--print'] });
      expect(print.stdout.split('\n')).toEqual(['interface=wlan0', ...flags.slice(1), '']);
      for (const args of [['--token=x'], ['--check', '--print'], ['']]) {
        const wrong = start(scratch, { shell, env, files: token, args });
        expect([wrong.code, wrong.arguments]).toEqual([64, undefined]);
        expect(wrong.stderr).toMatch(/^usage: /);
      }
    });

    it('shows no token in a trace', () => {
      const { stderr, arguments: given } = start(scratch, { shell: [...shell, '-x'], files: token, env });
      expect(given).toEqual(flags);
      expect(stderr).not.toContain(password);
    });

    it('refuses every value that a shell could take for more than text', () => {
      for (const value of [
        '$(touch pwned)',
        '`touch pwned`',
        '"; touch pwned; "',
        "' & touch pwned #",
        '* ?',
        '~',
        'a\nb',
        '',
        'é',
      ])
        for (const key of Object.keys(settings.k3s)) {
          const old = settings.k3s[key as keyof typeof settings.k3s];
          const k3s = { ...settings.k3s, [key]: Array.isArray(old) ? [value] : value };
          const attempt = start(scratch, {
            shell,
            env,
            files: { ...token, 'k3s-agent.json': asText({ ...settings, k3s }) },
          });
          expect([attempt.code, attempt.arguments]).toEqual([1, undefined]);
          expect(attempt.stderr).toMatch(/^start-agent: [^\n]*\n$/);
          expect(readdirSync(attempt.folder)).not.toContain('pwned');
        }
      expect(existsSync(join(scratch, 'pwned'))).toBe(false);
    });

    it('passes any label on as it is, or refuses it', () => {
      const print = (value: string) =>
        start(scratch, {
          shell,
          args: ['--print'],
          files: { 'k3s-agent.json': asText({ ...settings, k3s: { ...settings.k3s, 'node-label': [value] } }) },
        });
      fc.assert(
        fc.property(
          fc.oneof(fc.string({ unit: 'binary-ascii' }), fc.stringMatching(/^[A-Za-z0-9._:/=-]{1,20}$/)),
          (value) => {
            const { code, stdout } = print(value);
            if (code === 0) expect(stdout).toContain(`\n--node-label=${value}\n`);
            expect(code).toBe(/^[A-Za-z0-9._:/=-]+$/.test(value) ? 0 : 1);
          },
        ),
        { numRuns: 60 },
      );
    });
  });
});

describe('the scripts for phones', () => {
  const shellcheck = findTool('shellcheck');
  describeReal('and shellcheck', ['shellcheck', '--version'], () => {
    it.each([startScript, join(startScript, '../build-image')])('which has nothing to say about %s', (path) => {
      expect(spawnSync(shellcheck ?? '', [path], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
    });
  });
});
