// The real programs that load a firewall, its units and a peer's file: they accept those of every site, and refuse broken ones.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSorted, printIni } from '@groundplan/engine';
import { afterAll, expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { hostUnits } from '../../packages/generators/src/networkd/units.js';
import { nftables } from '../../packages/generators/src/nftables/index.js';
import { vpnClients } from '../../packages/generators/src/vpn-clients/index.js';
import { sites } from '../../packages/generators/test/sites.js';
import { openFolder } from './folder.js';
import { checkNetworkd } from './networkd.js';
import { checkNftables } from './nftables.js';
import type { Verdict } from './outcome.js';
import { checkUnits } from './systemd-units.js';
import { checkWireguard } from './wireguard.js';

const scratch = mkdtempSync(join(tmpdir(), 'firewall-'));
afterAll(() => rmSync(scratch, { recursive: true }));

type Files = { readonly [path: string]: string };

const filesOf = (site: string): Files =>
  Object.fromEntries(
    generateSorted(sites[site]?.topology as never, [nftables, vpnClients], { source: 'topology/topology.ts' })
      .filter(({ path }) => !path.endsWith('.nix'))
      .map(({ path, text }) => [path, text]),
  );

let copies = 0;
function folderWith(files: Files, path: string) {
  copies += 1;
  for (const [file, text] of Object.entries(files)) {
    const full = join(scratch, `${copies}`, file);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  return openFolder(join(scratch, `${copies}`), path);
}

const problemsOf = (verdict: Verdict | undefined) => verdict?.problems;
const everything = filesOf('everything');

const withFault = (file: string, before: string | RegExp, after: string): Files => {
  const text = everything[file] ?? '';
  const broken = text.replace(before, after);
  expect(broken).not.toBe(text);
  return { ...everything, [file]: broken };
};

const hosts = Object.entries(sites).flatMap(([site, { topology }]) =>
  Object.values(topology.hosts).flatMap(({ name, firewall }) => (firewall ? [{ site, name }] : [])),
);

describeReal('real nft', ['unshare', '-rn', 'nft', '--version'], () => {
  it.each(hosts)('accepts what $name of $site loads', async ({ site, name }) => {
    expect(problemsOf(await checkNftables(folderWith(filesOf(site), `hosts/${name}`)))).toEqual([]);
  });

  it.each([
    ['a port that is none', 'dnat ip to 192.168.0.20:22', 'dnat ip to 192.168.0.20:70000'],
    ['a map of ports that is none', '8000 : 192.168.0.20 . 9000', '8000 : 192.168.0.20'],
    ['a suffix that is none', '== ::20', '== ::2g'],
    ['an interface without name', 'iifname "wg0" ip saddr', 'iifname "" ip saddr'],
  ])('refuses %s', async (_, before, after) => {
    const files = withFault('hosts/edge/generated/nftables.nft', before, after);
    expect(`${problemsOf(await checkNftables(folderWith(files, 'hosts/edge')))}`).toContain('nftables.nft');
  });

  it('refuses a broken file of a Linux host too, which holds the same rules', async () => {
    const [rules, native] = ['nftables.nft', 'etc/nftables.conf'].map((file) => `hosts/gate/generated/${file}`);
    expect(everything[native ?? '']?.slice(200)).toBe(everything[rules ?? '']?.slice(200));
    const files = withFault(native ?? '', 'jump refused', 'jump nowhere');
    expect(`${problemsOf(await checkNftables(folderWith(files, 'hosts/gate')))}`).toContain('nftables.conf');
  });
});

describeReal('real systemd-analyze', ['systemd-analyze', '--version'], () => {
  const unit = 'hosts/gate/generated/etc/systemd/system/flow-offload@.service';
  const dropIn = 'hosts/gate/generated/etc/systemd/system/nftables.service.d/flow-offload.conf';

  it('accepts the units of flow offload', async () => {
    const verdict = await checkUnits(folderWith(everything, 'hosts/gate'));
    expect(verdict).toEqual({ detail: '2 files', problems: [] });
  });

  it.each([
    ['an unknown key in a unit', unit, 'BindsTo=', 'BoundTo='],
    ['an unknown key in a drop-in', dropIn, 'Upholds=', 'Uphold='],
    ['a program that is not there', unit, 'ExecStart=/usr/sbin/nft', 'ExecStart=/usr/sbin/ntf'],
    ['a type that is none', unit, 'Type=oneshot', 'Type=twoshot'],
  ])('refuses %s', async (_, file, before, after) => {
    const verdict = await checkUnits(folderWith(withFault(file, before, after), 'hosts/gate'));
    expect(verdict?.problems.length).toBeGreaterThan(0);
  });
});

describeReal('real systemd-networkd', ['sh', '-c', 'test -x /lib/systemd/systemd-networkd'], () => {
  const under = 'hosts/edge/generated/etc/systemd/network';
  const wg0 = sites.everything?.topology.hosts.edge?.interfaces.wg0;
  const units = Object.fromEntries(
    hostUnits({ wg0: wg0 as never }).map(({ name, kind, sections }) => [
      `${under}/${name}.${kind}`,
      `# marker\n${printIni(sections)}`,
    ]),
  );

  it('accepts the tunnels of the VPN', async () => {
    const verdict = await checkNetworkd(folderWith(units, 'hosts/edge'));
    expect(verdict).toEqual({ detail: '2 units', problems: [] });
  });

  it.each([
    ['a key that is none', 'netdev', /PublicKey=..../, 'PublicKey='],
    ['a prefix that is none', 'netdev', '10.210.0.0/16', '10.210.0.0/36'],
    ['an endpoint without port', 'netdev', 'b.example.org:51820', 'b.example.org'],
    ['an unknown key', 'netdev', 'PrivateKeyFile=', 'PrivatKeyFile='],
    ['a route that is none', 'network', 'Destination=10.210.0.0/16', 'Destination=10.210.0.0/36'],
  ])('refuses %s', async (_, kind, before, after) => {
    const file = `${under}/20-wg0.${kind}`;
    const broken = units[file]?.replace(before, after) ?? '';
    expect(broken).not.toBe(units[file]);
    const verdict = await checkNetworkd(folderWith({ ...units, [file]: broken }, 'hosts/edge'));
    expect(`${verdict?.problems}`).toContain(`20-wg0.${kind}`);
  });
});

describeReal('real wg-quick', ['unshare', '-rn', 'sh', '-c', 'wg --version && command -v wg-quick'], () => {
  const file = 'docs/generated/vpn/phone.conf';

  it('accepts the file of a peer', async () => {
    const verdict = await checkWireguard(folderWith(everything, 'docs/generated'));
    expect(verdict).toEqual({ detail: '1 peer', problems: [] });
  });

  it.each([
    ['an unknown key', 'AllowedIPs=', 'AllowedIP=', /Line unrecognized/],
    ['a prefix that is none', '10.98.0.0/24', '10.98.0.0/33', /not in the correct format/],
    ['a key that is none', /PublicKey=..../, 'PublicKey=', /Key is not the correct length/],
    ['a port that is none', ':51820', ':bad', /Servname not supported/],
  ])('refuses %s', async (_, before, after, says) => {
    const verdict = await checkWireguard(folderWith(withFault(file, before, after), 'docs/generated'));
    expect(`${verdict?.problems}`).toMatch(says);
  });
});
