// dnsmasq and Kea, started with generated files, hand out the same leases; a changed reservation is noticed.
import { generateSorted } from '@groundplan/engine';
import { expect, it } from 'vitest';
import { describeReal } from '../../packages/engine/test/real-checker.js';
import { dhcp } from '../../packages/generators/src/dhcp/index.js';
import { sites } from '../../packages/generators/test/sites.js';
import { askForLeases, type Told } from './ask-for-leases.js';
import { findTool, type Tool } from './run-tool.js';

const tools: readonly Tool[] = ['ip', 'dnsmasq', 'kea-dhcp4', 'udhcpc'];
const missing = tools.find((tool) => !findTool(tool));
const usable = missing ? ([missing, '--version'] as const) : (['unshare', '-Urnmpf', '--mount-proc', 'true'] as const);

const interfaces = ['vlan10', 'vlan20', 'vlan30'];
const lan = { interface: 'vlan10', address: '10.10.0.1/22' };
const guest = { interface: 'vlan20', address: '10.20.0.1/26' };

function generated(site: string): string {
  const [file] = generateSorted(sites[site]?.topology as never, [dhcp], { source: 'topology/topology.ts' });
  return file?.text ?? '';
}

const kea = (at: typeof lan, edit = (content: string) => content) => ({
  tool: 'kea-dhcp4' as const,
  args: ['-c', '%/server.conf'],
  content: edit(generated('linux-kea-bind')),
  interfaces,
  at,
});

const dnsmasq = (at: typeof lan) => ({
  tool: 'dnsmasq' as const,
  args: ['--keep-in-foreground', '--log-facility=-', '--conf-file=%/server.conf'],
  content: `${generated('linux-dnsmasq')}user=\ngroup=\npid-file=\nno-ping\ndhcp-leasefile=/run/leases\n`,
  interfaces,
  at,
});

const onLan = (ip: string): Told => ({
  ip,
  router: '10.10.0.1',
  dns: '10.10.0.1',
  domain: 'home.arpa',
  ntp: '192.0.2.123',
  bootFile: 'ipxe.efi',
  bootServer: '10.10.1.20',
  seconds: '5400',
});

const stranger = '02:00:00:00:00:99';

describeReal('real leases', usable, () => {
  const anyOfPool = expect.stringMatching(/^10\.10\.2\.\d+$/) as string;
  const [docked, undocked, phone] = ['02:00:00:00:00:01', '02:00:00:00:00:02', '02:00:00:00:00:03'] as const;

  it('of dnsmasq: one address for both MACs of a host in turn, a pool for strangers, all options', async () => {
    const told = await askForLeases(dnsmasq(lan), [docked, undocked, phone, stranger]);
    expect(told).toEqual([onLan('10.10.1.20'), onLan('10.10.1.20'), onLan('10.10.1.50'), onLan(anyOfPool)]);
  });

  it('of Kea: the same, but the second MAC waits for the end of the first one’s lease', async () => {
    const told = await askForLeases(kea(lan), [docked, undocked, phone, stranger]);
    expect(told).toEqual([onLan('10.10.1.20'), onLan(anyOfPool), onLan('10.10.1.50'), onLan(anyOfPool)]);
    expect(await askForLeases(kea(lan), [undocked])).toEqual([onLan('10.10.1.20')]);
  });

  it.each([
    ['dnsmasq', dnsmasq],
    ['Kea', kea],
  ] as const)(
    'of %s in a network with a domain of its own, without time servers and network boot',
    async (_, server) => {
      const [printer] = await askForLeases(server(guest), ['02:00:00:00:00:bb']);
      expect(printer).toMatchObject({
        ip: '10.20.0.3',
        router: '10.20.0.1',
        domain: 'guest.example',
        ntp: '',
        bootFile: '',
      });
      expect(printer?.seconds).toBe('43200');
    },
  );

  it('show a reservation of another MAC', async () => {
    const edit = (content: string) => content.replace('02:00:00:00:00:03', '02:00:00:00:00:04');
    const [phone] = await askForLeases(kea(lan, edit), ['02:00:00:00:00:03']);
    expect(phone?.ip).toMatch(/^10\.10\.2\./);
  });
});
