// Phones for real: every generated k3s-agent.json passes, faults in it do not, and a phone with a real interface joins a real TLS server.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted } from '@groundplan/engine';
import { generators } from '@groundplan/generators';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { sites } from '../../packages/generators/test/sites.js';
import { checkFolder } from '../real/check-folder.js';
import { agentProblems } from '../real/k3s-agent.js';
import { isolated } from '../real/namespaces.js';
import { run } from '../real/run-tool.js';
import { makeBundle, recorded } from './phone.js';

const scratch = mkdtempSync(join(tmpdir(), 'phones-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const files = Object.entries(sites).flatMap(([site, { topology }]) =>
  generateSorted(topology, generators, { source: 'topology/topology.ts' })
    .filter(({ path }) => path.endsWith('/k3s-agent.json'))
    .map((file) => ({ ...file, site })),
);
const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? '';
const good = textOf('hosts/phone-01/generated/k3s-agent.json');

describeReal('k3s-agent.json', ['sh', '-c', 'true'], () => {
  it('is right on every site, and is checked with its folder', async () => {
    expect(files.map(({ path }) => path.split('/')[1])).toEqual(['phone-01', 'phone-02', 'phone-03', 'handset']);
    for (const { site, path, text } of files) {
      mkdirSync(dirname(join(scratch, site, path)), { recursive: true });
      writeFileSync(join(scratch, site, path), text);
      const outcomes = await checkFolder(join(scratch, site), dirname(dirname(path)), { requireReal: false });
      expect(outcomes).toContainEqual({ check: 'k3s agent', status: 'ok', detail: '1 file', problems: [] });
    }
  });

  it.each([
    ['an open brace', /\}\n$/, '', 'no JSON object'],
    ['a list', /^[\s\S]*$/, '[]', 'its keys are'],
    ['an unknown key', '"interface"', '"iface"', 'its keys are iface,k3s'],
    ['an unknown flag', '"node-name"', '"node-nane"', 'k3s has no flag --node-nane'],
    ['no server', /,\n {4}"server": ".*"/, '', 'server is missing'],
    ['a server without TLS', 'https:', 'http:', 'server is "http:'],
    [
      'a token',
      '"node-name"',
      '"token-file": "/run/secrets/x",\n    "node-name"',
      'token-file is nothing a phone is told',
    ],
    [
      'a flag of servers',
      '"node-name"',
      '"cluster-domain": "cluster.local",\n    "node-name"',
      'is nothing a phone is told',
    ],
    ['another phone’s name', '"phone-01"', '"phone-02"', 'node-name is not phone-01'],
    ['an IPv6 address', /"node-ip": ".*"/, '"node-ip": "2001:db8::1"', 'node-ip is no IPv4 address'],
    ['a taint without effect', ':NoSchedule', '', 'node-taint is "device=phone"'],
    ['a label with a space', 'role=phone', 'role= phone', 'node-label is "role= phone"'],
    [
      'flannel elsewhere',
      '"flannel-iface": "wlan0"',
      '"flannel-iface": "rmnet0"',
      'flannel-iface is another interface',
    ],
    ['a name that no interface has', '"interface": "wlan0"', '"interface": "wlan 0"', 'interface is "wlan 0"'],
    [
      'another layout',
      /^[\s\S]*$/,
      (text: string) => JSON.stringify(JSON.parse(text)),
      'this is not what Groundplan writes',
    ],
    [
      'a name twice',
      '"node-name": "phone-01"',
      '"node-name": "x",\n    "node-name": "phone-01"',
      'node-name stands twice',
    ],
  ] as const)('is refused with %s', async (_, from, to, says) => {
    const bad = good.replace(from, to as string);
    expect(bad).not.toBe(good);
    expect((await agentProblems(bad, 'phone-01')).join('\n')).toContain(says);
  });
});

const server = `
const { createServer } = require('node:https');
const { readFileSync, writeFileSync } = require('node:fs');
const [folder, address] = process.argv.slice(1);
const read = (name) => readFileSync(folder + '/' + name);
createServer({ key: read('key.pem'), cert: read('ca.pem') }, ({ url }, answer) =>
  url === '/cacerts' ? answer.end(read('ca.pem')) : answer.writeHead(404).end(),
).listen(6443, address, () => writeFileSync(folder + '/listening', ''));
`;

/** A namespace with the phone's interface and address, and the server on the other end of the cable. */
const network = (address: string) => `
ip link add wlan0 type veth peer name server
ip link set lo up
ip link set server up
ip address add 192.0.2.10/32 dev server
ip address add ${address}/24 dev wlan0
ip link set wlan0 up
`;

describeReal('on a network', ['sh', '-c', 'openssl version && curl --version && unshare -Urn true'], () => {
  const folder = mkdtempSync(join(scratch, 'server-'));
  let token = '';

  beforeAll(() => {
    const made = spawnSync('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=k3s-server-ca', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'ca.pem')],
    ]);
    expect(made.status).toBe(0);
    const hash = spawnSync('sha256sum', [join(folder, 'ca.pem')], { encoding: 'utf8' }).stdout.slice(0, 64);
    token = `K10${hash}::node:correct-horse`;
  });

  async function joinFrom(options: { address?: string; token?: string; serving?: boolean }) {
    const bundle = makeBundle(scratch, { 'bin/ip': null, 'bin/curl': null, token: `${options.token ?? token}\n` });
    rmSync(join(folder, 'listening'), { force: true });
    const serve = `node -e "$SERVER" '${folder}' 192.0.2.10 & while [ ! -e '${folder}/listening' ]; do sleep 0.05; done`;
    const script = [
      'set -e',
      network(options.address ?? '192.0.2.50'),
      options.serving === false ? '' : serve,
      `K3S_TOKEN_FILE='${bundle}/token' PATH="$PATH:/usr/sbin:/sbin" exec sh '${bundle}/start-agent.sh'`,
    ].join('\n');
    const { code, stderr } = await run(...(await isolated(['sh', '-c', script])), { SERVER: server });
    return { code, stderr: stderr.trim(), started: recorded(bundle).arguments?.[0] };
  }

  it('a phone with its address joins the cluster of its token', async () => {
    expect(await joinFrom({})).toEqual({ code: 0, stderr: '', started: 'agent' });
  });

  it('a token of another cluster is told before k3s starts', async () => {
    const other = token.replace(/^K10.{8}/, 'K1000000000');
    expect(await joinFrom({ token: other })).toMatchObject({ code: 1, started: undefined });
    expect((await joinFrom({ token: other })).stderr).toMatch(
      /belongs to another cluster than https:\/\/192\.0\.2\.10:6443\.$/,
    );
  });

  it('another address is told', async () => {
    const { code, stderr, started } = await joinFrom({ address: '192.0.2.77' });
    expect([code, started]).toEqual([75, undefined]);
    expect(stderr).toContain('wlan0 has 192.0.2.77, not 192.0.2.50.');
  });

  it('a server that is not there is told', async () => {
    const { code, stderr, started } = await joinFrom({ serving: false });
    expect([code, started]).toEqual([75, undefined]);
    expect(stderr).toContain('https://192.0.2.10:6443 does not answer.');
  });
});
