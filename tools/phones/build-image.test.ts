// The bundle of a phone: the same bytes whenever it is built, nothing secret in it, and it starts.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { asText, settings } from './phone.js';

const scratch = mkdtempSync(join(tmpdir(), 'build-image-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const tools = fileURLToPath(new URL('.', import.meta.url));
const fullToken = `K10${'ab'.repeat(32)}::node:secret`;
/** The head of an ELF file of a machine: 183 is AArch64, 62 is x86-64. */
const elf = (machine: number) =>
  Buffer.concat([
    Buffer.from('7f454c460201010000000000000000000200', 'hex'),
    Buffer.from([machine, 0]),
    Buffer.alloc(99),
  ]);

/** A repository with one phone. */
function repository(text = asText(settings)): string {
  const root = mkdtempSync(join(scratch, 'root-'));
  mkdirSync(join(root, 'tools'));
  cpSync(tools, join(root, 'tools/phones'), { recursive: true });
  mkdirSync(join(root, 'hosts/phone/generated'), { recursive: true });
  writeFileSync(join(root, 'hosts/phone/generated/k3s-agent.json'), text);
  mkdirSync(join(root, 'out'));
  return root;
}

function build(root: string, args: readonly string[], options: { umask?: string; env?: NodeJS.ProcessEnv } = {}) {
  const script = `umask ${options.umask ?? '022'}; exec "$0" "$@"`;
  return spawnSync('bash', ['-c', script, join(root, 'tools/phones/build-image'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...options.env },
  });
}

const bundle = (root: string) => readFileSync(join(root, 'out/phone.tar'));

describeReal('build-image', ['sh', '-c', 'bash --version && tar --version | grep "GNU tar"'], () => {
  it('gives the same bytes at another time, in another place and under another umask and locale', () => {
    const [first, second] = [repository(), repository()];
    writeFileSync(join(first, 'k3s'), elf(183));
    writeFileSync(join(second, 'program'), elf(183), { mode: 0o755 });
    for (const name of readdirSync(join(second, 'tools/phones'))) utimesSync(join(second, 'tools/phones', name), 1, 1);
    const plain = build(first, ['phone', '--out', 'out', '--k3s', 'k3s']);
    expect(plain).toMatchObject({ status: 0, stdout: 'out/phone.tar\n', stderr: '' });
    const before = bundle(first);
    expect(build(first, ['--k3s', 'k3s', '--out', 'out', 'phone']).status).toBe(0);
    expect(bundle(first).equals(before)).toBe(true);
    const env = { LC_ALL: 'C.UTF-8', TZ: 'Asia/Tokyo', TAR_OPTIONS: '--exclude=README.md' };
    expect(build(second, ['phone', '--out', 'out', '--k3s', 'program'], { umask: '077', env }).status).toBe(0);
    expect(bundle(second).equals(before)).toBe(true);
    expect(readdirSync(join(first, 'out'))).toEqual(['phone.tar']);
  });

  it('holds the script, the settings, the program and checksums that are right', () => {
    const root = repository();
    writeFileSync(join(root, 'k3s'), elf(183));
    build(root, ['phone', '--out', 'out', '--k3s', 'k3s']);
    spawnSync('tar', ['-xf', 'phone.tar'], { cwd: join(root, 'out') });
    const unpacked = join(root, 'out/phone');
    const names = ['README.md', 'SHA256SUMS', 'k3s', 'k3s-agent.json', 'start-agent.sh'];
    expect(readdirSync(unpacked).sort()).toEqual(names.sort());
    const sums = spawnSync('sha256sum', ['--strict', '--check', 'SHA256SUMS'], { cwd: unpacked, encoding: 'utf8' });
    expect(sums).toMatchObject({
      status: 0,
      stdout: 'README.md: OK\nk3s: OK\nk3s-agent.json: OK\nstart-agent.sh: OK\n',
    });
    expect(readFileSync(join(unpacked, 'k3s-agent.json'), 'utf8')).toBe(asText(settings));
    const print = spawnSync('sh', [join(unpacked, 'start-agent.sh'), '--print'], { encoding: 'utf8' });
    expect(print.stdout).toContain('interface=wlan0\n');
    writeFileSync(join(unpacked, 'start-agent.sh'), 'changed');
    expect(spawnSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: unpacked }).status).toBe(1);
  });

  it('changes with its input', () => {
    const [first, second] = [repository(), repository(asText(settings).replace('role=phone', 'role=tablet'))];
    for (const root of [first, second]) build(root, ['phone', '--out', 'out']);
    expect(bundle(second).equals(bundle(first))).toBe(false);
  });

  const refusals: readonly [string, (root: string) => readonly string[], string][] = [
    ['a host that is no phone', () => ['nas', '--out', 'out'], 'hosts/nas/generated/k3s-agent.json is missing.'],
    ['a folder that is not there', () => ['phone', '--out', 'nowhere'], 'the folder nowhere does not exist.'],
    ['a program that is not there', () => ['phone', '--out', 'out', '--k3s', 'gone'], 'gone is no file.'],
    [
      'a token in the place of k3s',
      (root) => {
        writeFileSync(join(root, 'token'), fullToken);
        return ['phone', '--out', 'out', '--k3s', 'token'];
      },
      'is no program, so it is not k3s. Is token a token?',
    ],
    [
      'the k3s of another processor',
      (root) => {
        writeFileSync(join(root, 'k3s'), elf(62));
        return ['phone', '--out', 'out', '--k3s', 'k3s'];
      },
      'is a program for another processor. Phones need the one for arm64.',
    ],
  ];
  it.each(refusals)('refuses %s', (_, prepare, says) => {
    const root = repository();
    const { status, stdout, stderr } = build(root, prepare(root));
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^build-image: [^\n]*\n$/);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('node:secret');
    expect(existsSync(join(root, 'out/phone.tar'))).toBe(false);
  });

  it.each([
    ['a join token', 'role=phone', fullToken],
    ['a key token', '"node-name": "phone"', '"token": "x"'],
    ['a password', '"node-name": "phone"', '"password": "x"'],
    ['a private key', 'role=phone', '-----BEGIN OPENSSH PRIVATE KEY-----'],
  ])('refuses settings with %s', (_, from, to) => {
    const root = repository(asText(settings).replace(from, to));
    const { status, stderr } = build(root, ['phone', '--out', 'out']);
    expect([status, readdirSync(join(root, 'out'))]).toEqual([1, []]);
    expect(stderr).toContain('Nothing secret belongs into a bundle.');
    expect(stderr).not.toContain('node:secret');
  });

  it('keeps the bundle that is there when it refuses', () => {
    const root = repository();
    build(root, ['phone', '--out', 'out']);
    const before = bundle(root);
    writeFileSync(join(root, 'hosts/phone/generated/k3s-agent.json'), fullToken);
    expect(build(root, ['phone', '--out', 'out']).status).toBe(1);
    expect(bundle(root).equals(before)).toBe(true);
  });

  it.each([[[]], [['../phone']], [['phone', 'other']], [['phone', '--out']], [['phone', '--token', 'x']]])(
    'explains itself for %j',
    (args) => {
      const { status, stdout, stderr } = build(repository(), args);
      expect([status, stdout]).toEqual([64, '']);
      expect(stderr).toMatch(/^usage: tools\/phones\/build-image HOST /);
    },
  );
});

describe('the readme of a bundle', () => {
  it('names every file of it', () => {
    const readme = readFileSync(join(tools, 'bundle-readme.md'), 'utf8');
    for (const name of ['start-agent.sh', 'k3s-agent.json', 'k3s', 'SHA256SUMS'])
      expect(readme).toContain(`| \`${name}\``);
  });
});
