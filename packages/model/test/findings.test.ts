// Every wrong site is told what is wrong and where; one table row per fault.
import { describe, expect, it } from 'vitest';
import { type Draft, findingsOf, resolved } from './homelab.js';

const cluster = (draft: Draft, servers: string[], more: object = {}) => {
  draft.secrets['k3s-token'] = {};
  draft.clusters = {
    home: {
      distribution: 'k3s',
      api: servers[0] ?? 'nas',
      network: 'infra',
      servers: Object.fromEntries(servers.map((name, index) => [name, index === 0 ? { init: true } : {}])),
      ...more,
    },
  };
};
const addGw = (draft: Draft) => {
  draft.hosts.gw.addresses = { infra: '10.10.0.10' };
};

const faults: readonly [string, (draft: Draft) => void, readonly string[]][] = [
  ['a good site', () => {}, []],
  ['overlapping subnets', (d) => (d.networks.iot.ipv4 = '10.10.0.128/25'), ['network-overlap networks.iot.ipv4']],
  [
    'a network inside the pods',
    (d) => {
      addGw(d);
      cluster(d, ['gw']);
      d.networks.iot.ipv4 = '10.42.7.0/24';
    },
    ['network-overlap networks.iot.ipv4'],
  ],
  ['two VLANs of one id', (d) => (d.networks.iot.vlan = 10), ['vlan-duplicate networks.iot.vlan']],
  ['VLAN 0', (d) => (d.networks.iot.vlan = 0), ['vlan-out-of-range networks.iot.vlan']],
  ['VLAN 4095', (d) => (d.networks.iot.vlan = 4095), ['vlan-out-of-range networks.iot.vlan']],
  ['host bits in a network', (d) => (d.networks.iot.ipv4 = '10.40.0.7/24'), ['cidr-not-canonical networks.iot.ipv4']],
  [
    'an address outside its network',
    (d) => (d.hosts.nas.addresses.infra = '10.11.0.20'),
    ['address-outside-network hosts.nas.addresses.infra'],
  ],
  [
    'an address in the DHCP pool',
    (d) => (d.hosts.nas.addresses.infra = '10.10.0.150'),
    ['address-in-dhcp-pool hosts.nas.addresses.infra'],
  ],
  [
    'the network address',
    (d) => (d.hosts.nas.addresses.infra = '10.10.0.0'),
    ['address-reserved hosts.nas.addresses.infra'],
  ],
  [
    'the broadcast address',
    (d) => (d.hosts.nas.addresses.infra = '10.10.0.255'),
    ['address-reserved hosts.nas.addresses.infra'],
  ],
  [
    'the gateway address',
    (d) => (d.hosts.nas.addresses.infra = '10.10.0.1'),
    ['address-reserved hosts.nas.addresses.infra'],
  ],
  [
    'one address twice',
    (d) => (d.hosts.pi.addresses = { infra: '10.10.0.20' }),
    ['address-duplicate hosts.pi.addresses.infra'],
  ],
  [
    'an address in a load balancer pool',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { loadBalancer: { network: 'infra', pool: [20, 30] } });
    },
    ['address-in-loadbalancer-pool hosts.nas.addresses.infra'],
  ],
  [
    'one MAC twice',
    (d) => {
      d.hosts.nas.links.enp1s0.mac = '02:00:00:00:00:01';
      d.hosts.pi.links.wlan0.mac = '02-00-00-00-00-01';
    },
    ['mac-duplicate hosts.pi.links.wlan0.mac'],
  ],
  [
    'an unknown network',
    (d) => (d.hosts.nas.links.enp1s0.access = 'infro'),
    ['reference-unknown hosts.nas.links.enp1s0.access'],
  ],
  ['an unknown SSID', (d) => (d.hosts.pi.links.wlan0.wifi = 'LAP'), ['reference-unknown hosts.pi.links.wlan0.wifi']],
  [
    'no link to the network',
    (d) => (d.hosts.nas.addresses.iot = '10.40.0.9'),
    ['link-missing hosts.nas.addresses.iot'],
  ],
  [
    'two first servers',
    (d) => {
      addGw(d);
      cluster(d, ['gw', 'nas', 'pi']);
      d.clusters.home.servers.nas = { init: true };
    },
    ['cluster-two-inits clusters.home.servers.nas.init', 'etcd-on-wifi clusters.home.servers.pi'],
  ],
  [
    'no first server',
    (d) => {
      addGw(d);
      cluster(d, ['gw', 'nas', 'pi']);
      d.clusters.home.servers.gw = {};
    },
    ['cluster-no-init clusters.home.servers', 'etcd-on-wifi clusters.home.servers.pi'],
  ],
  [
    'two servers',
    (d) => {
      addGw(d);
      cluster(d, ['gw', 'nas']);
    },
    ['etcd-even clusters.home.servers'],
  ],
  [
    'a node twice',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { agents: { gw: {} } });
    },
    ['node-twice clusters.home.agents.gw'],
  ],
  ['a node without an address', (d) => cluster(d, ['gw']), ['node-without-address clusters.home.servers.gw']],
  [
    'an API host that is no server',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { api: 'nas' });
    },
    ['cluster-api-not-server clusters.home.api'],
  ],
  [
    'no common network',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { network: undefined, agents: { nas: {} } });
      d.hosts.gw.addresses = { iot: '10.40.0.2' };
    },
    ['cluster-network-ambiguous clusters.home'],
  ],
  [
    'an undeclared token',
    (d) => {
      addGw(d);
      cluster(d, ['gw']);
      delete d.secrets['k3s-token'];
    },
    ['secret-unknown clusters.home'],
  ],
  [
    'a reserved label',
    (d) => {
      addGw(d);
      cluster(d, ['gw']);
      d.clusters.home.servers.gw.labels = { 'node-role.kubernetes.io/worker': 'true' };
    },
    ['label-restricted clusters.home.servers.gw.labels["node-role.kubernetes.io/worker"]'],
  ],
  [
    'a taint without effect',
    (d) => {
      addGw(d);
      cluster(d, ['gw']);
      d.clusters.home.servers.gw.taints = ['a=b'];
    },
    ['taint-invalid clusters.home.servers.gw.taints[0]'],
  ],
  [
    'an Android server',
    (d) => {
      addGw(d);
      cluster(d, ['pi']);
      d.hosts.pi.os = 'android';
      delete d.hosts.pi.hardware;
      d.hosts.pi.links.wlan0.mac = '02:00:00:00:00:09';
    },
    ['node-os clusters.home.servers.pi'],
  ],
  [
    'a phone that states no taints',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { agents: { pi: {} } });
      d.hosts.pi = { os: 'android', links: { wlan0: { wifi: 'LAB', mac: '02:00:00:00:00:09' } } };
    },
    [],
  ],
  [
    'a phone that wants none',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { agents: { pi: { taints: [] } } });
      d.hosts.pi = { os: 'android', links: { wlan0: { wifi: 'LAB', mac: '02:00:00:00:00:09' } } };
    },
    ['phone-admits-pods clusters.home.agents.pi.taints'],
  ],
  [
    'a phone that asks politely',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { agents: { pi: { taints: ['device=phone:PreferNoSchedule'] } } });
      d.hosts.pi = { os: 'android', links: { wlan0: { wifi: 'LAB', mac: '02:00:00:00:00:09' } } };
    },
    ['phone-admits-pods clusters.home.agents.pi.taints'],
  ],
  [
    'a phone that critical pods may use',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { agents: { pi: { taints: ['CriticalAddonsOnly=true:NoExecute', 'a=b:PreferNoSchedule'] } } });
      d.hosts.pi = { os: 'android', links: { wlan0: { wifi: 'LAB', mac: '02:00:00:00:00:09' } } };
    },
    ['phone-admits-pods clusters.home.agents.pi.taints'],
  ],
  [
    'a phone with a taint of its own',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { agents: { pi: { taints: ['example.org/handset:NoExecute'] } } });
      d.hosts.pi = { os: 'android', links: { wlan0: { wifi: 'LAB', mac: '02:00:00:00:00:09' } } };
    },
    [],
  ],
  [
    'a balancer pool outside',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { loadBalancer: { network: 'infra', pool: [210, 300] } });
    },
    ['loadbalancer-pool-invalid clusters.home.loadBalancer.pool'],
  ],
  [
    'a balancer pool over DHCP',
    (d) => {
      addGw(d);
      cluster(d, ['gw'], { loadBalancer: { network: 'infra', pool: [190, 210] } });
    },
    ['pool-overlap clusters.home.loadBalancer.pool'],
  ],
  [
    'a reversed DHCP pool',
    (d) => (d.networks.infra.dhcp.pool = [200, 100]),
    ['dhcp-pool-invalid networks.infra.dhcp.pool'],
  ],
  [
    'a DHCP pool outside',
    (d) => (d.networks.infra.dhcp.pool = ['10.10.1.1', '10.10.1.9']),
    ['dhcp-pool-invalid networks.infra.dhcp.pool'],
  ],
  [
    'a DHCP pool over the gateway',
    (d) => (d.networks.infra.dhcp.pool = [1, 9]),
    ['dhcp-pool-gateway networks.infra.dhcp.pool'],
  ],
  [
    'a DHCP pool without router',
    (d) => (d.hosts.gw.links.eth0.trunk = ['iot']),
    ['dhcp-without-router networks.infra.dhcp'],
  ],
  ['a gateway outside', (d) => (d.networks.iot.gateway = '10.41.0.1'), ['gateway-outside networks.iot.gateway']],
  [
    'two routers',
    (d) =>
      (d.hosts.gw2 = {
        hardware: 'generic-x86_64',
        router: true,
        links: { enp1s0: { trunk: ['iot'] }, enp2s0: { uplink: { kind: 'dhcp' } } },
      }),
    ['router-duplicate hosts.gw2.router'],
  ],
  [
    'a router without uplink',
    (d) => {
      delete d.hosts.gw.links.wlan0;
      delete d.secrets['wan-psk'];
    },
    ['router-without-uplink hosts.gw.router'],
  ],
  [
    'an uplink without router',
    (d) => (d.hosts.nas.links.enp2s0 = { uplink: { kind: 'dhcp' } }),
    ['uplink-without-router hosts.nas.links.enp2s0'],
  ],
  [
    'an uplink inside a network',
    (d) => {
      d.hosts.gw.links = {
        eth0: { trunk: ['infra', 'iot'] },
        eth1: { uplink: { kind: 'static', address: '10.40.0.50/24', gateway: '10.40.0.254' } },
      };
      d.hosts.gw.hardware = 'generic-x86_64';
      delete d.secrets['wan-psk'];
    },
    ['uplink-overlap hosts.gw.links.eth1.uplink.address'],
  ],
  ['a link without role', (d) => (d.hosts.nas.links.enp1s0 = {}), ['link-role hosts.nas.links.enp1s0']],
  ['a link with two roles', (d) => (d.hosts.nas.links.enp1s0.wifi = 'LAB'), ['link-role hosts.nas.links.enp1s0']],
  [
    'native without trunk',
    (d) => (d.hosts.nas.links.enp1s0 = { access: 'infra', native: 'iot' }),
    ['link-role hosts.nas.links.enp1s0'],
  ],
  [
    'one network by two links',
    (d) => (d.hosts.nas.links.enp2s0 = { access: 'infra' }),
    ['link-network-twice hosts.nas.links.enp2s0'],
  ],
  [
    'one port in two bridges',
    (d) =>
      (d.hosts.nas.links = {
        br0: { bridge: ['enp1s0'], access: 'infra' },
        br1: { bridge: ['enp1s0'], access: 'iot' },
      }),
    ['link-member hosts.nas.links.br1.bridge[0]'],
  ],
  [
    'a VLAN trunk on Wi-Fi',
    (d) => (d.hosts.pi.links.wlan0 = { trunk: ['infra'] }),
    ['link-medium hosts.pi.links.wlan0'],
  ],
  [
    'Wi-Fi on an Ethernet port',
    (d) => (d.hosts.nas.links.enp1s0 = { wifi: 'LAB' }),
    ['link-medium hosts.nas.links.enp1s0'],
  ],
  [
    'a port the hardware lacks',
    (d) => {
      d.hosts.pi.links = { eth0: { access: 'infra' } };
    },
    ['link-not-on-hardware hosts.pi.links.eth0'],
  ],
  [
    'an own name without MAC',
    (d) => {
      d.hosts.nas.links = { lan0: { access: 'infra' } };
    },
    ['link-name-needs-mac hosts.nas.links.lan0'],
  ],
  ['no hardware', (d) => delete d.hosts.nas.hardware, ['hardware-missing hosts.nas']],
  [
    'no state version',
    (d) => delete d.site.stateVersion,
    ['state-version-missing hosts.gw', 'state-version-missing hosts.nas', 'state-version-missing hosts.pi'],
  ],
  [
    'a phone without MAC',
    (d) => (d.hosts.phone = { os: 'android', links: { wlan0: { wifi: 'LAB' } } }),
    ['reservation-without-mac hosts.phone'],
  ],
  ['a name for host and device', (d) => (d.devices.nas = { kind: 'other' }), ['name-duplicate devices.nas']],
  ['an SSID of nobody', (d) => delete d.wifi.LAB.by, ['wifi-unprovided wifi.LAB']],
  [
    'an SSID over 32 bytes',
    (d) => (d.wifi['é'.repeat(17)] = { network: 'infra', psk: 'lab-psk' }),
    [`ssid-invalid wifi["${'é'.repeat(17)}"]`],
  ],
  ['an unused secret', (d) => (d.secrets.old = {}), ['secret-unused secrets.old']],
  [
    'a policy without ports',
    (d) => (d.policy = [{ from: 'iot', to: 'infra', allow: [] }]),
    ['policy-no-ports policy[0].allow'],
  ],
  [
    'an unknown zone',
    (d) => (d.policy = [{ from: ['iot', 'lan'], to: 'infra', allow: 'any' }]),
    ['reference-unknown policy[0].from[1]'],
  ],
  [
    'a port out of range',
    (d) => (d.policy = [{ from: 'iot', to: 'infra', allow: ['tcp/70000'] }]),
    ['port-invalid policy[0].allow[0]'],
  ],
  [
    'environments in a circle',
    (d) => {
      addGw(d);
      cluster(d, ['gw']);
      d.environments = { a: { cluster: 'home', after: 'b' }, b: { cluster: 'home', after: 'a' } };
    },
    ['environment-cycle environments.a.after'],
  ],
  ['a public ULA', (d) => (d.site.ula = '2001:db8::/48'), ['ula-invalid site.ula']],
  ['a misspelt field', (d) => (d.hosts.nas.adresses = {}), ['field-unknown hosts.nas.adresses']],
  ['a missing field', (d) => delete d.networks.iot.vlan, ['shape-invalid networks.iot.vlan']],
  [
    'a number for a name',
    (d) => (d.hosts.nas.links.enp1s0.access = 10),
    ['shape-invalid hosts.nas.links.enp1s0.access'],
  ],
];

describe('findings', () => {
  it.each(faults)('%s', (_, edit, expected) => {
    expect(findingsOf(edit)).toEqual(expected);
  });

  it.each(['../x', 'a b', '-x', 'x'.repeat(64), 'Nas', 'a.b', 'é', '', 'x-', 'a\nb', '~', '.git'])(
    'refuses the name %j',
    (name) => {
      expect(findingsOf((d) => (d.hosts[name] = d.hosts.nas))).toContain(
        `name-unsafe hosts${name.match(/^[A-Za-z_][A-Za-z0-9_-]*$/) ? `.${name}` : `[${JSON.stringify(name)}]`}`,
      );
    },
  );

  it.each(['router', 'wan', 'con', 'com1', 'localhost', 'generated'])('refuses the reserved name %s', (name) => {
    expect(findingsOf((d) => (d.hosts[name] = d.hosts.nas))).toContain(`name-reserved hosts.${name}`);
  });

  it('tells all faults of a run at once', () => {
    const found = findingsOf((d) => {
      d.networks.iot.ipv4 = '10.10.0.0/16';
      d.hosts.nas.addresses.infra = '10.10.0.1';
      d.hosts.pi.links.wlan0 = { trunk: ['infra'] };
      cluster(d, ['gw', 'nas']);
    });
    expect(found.sort()).toEqual([
      'address-reserved hosts.nas.addresses.infra',
      'etcd-even clusters.home.servers',
      'link-medium hosts.pi.links.wlan0',
      'network-overlap networks.infra.ipv4',
      'node-without-address clusters.home.servers.gw',
    ]);
  });

  it('never echoes what may be a secret', () => {
    const { findings } = resolved((d) => {
      d.wifi.LAB.psk = 'correct horse battery staple';
      d.hosts.gw.links.wlan0.uplink.psk = 'hunter2hunter2';
      d.admins = { ada: { sshKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] } };
    });
    expect(JSON.stringify(findings)).not.toMatch(/horse|hunter2|OPENSSH PRIVATE/);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every((finding) => finding.masked)).toBe(true);
  });
});
