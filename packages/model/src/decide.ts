// Decides every value of a topology whose form and references are right, and finds what is wrong among the values.
import { reservationFindings, uplinkFindings } from './address-plan/findings.js';
import { planAddresses } from './address-plan/resolve.js';
import { adminFindings } from './admin/findings.js';
import { resolveAdmins } from './admin/resolve.js';
import type { AppFolders } from './app/folders.js';
import { reachFindings } from './app/reach-findings.js';
import { withTraffic } from './app/traffic.js';
import { cableFindings } from './cable/findings.js';
import { resolvePorts } from './cable/resolve.js';
import { memberFindings } from './cluster/findings.js';
import { gitopsFindings } from './cluster/gitops.js';
import { loadBalancerPools } from './cluster/load-balancer.js';
import { resolveClusters } from './cluster/resolve.js';
import { virtualAddresses } from './cluster/vip.js';
import { retiredFindings } from './component/retired.js';
import { deployFindings } from './deploy/findings.js';
import { resolveDevices } from './device/resolve.js';
import { withBootServers } from './dhcp/boot.js';
import { withNameserver } from './dns/clients.js';
import { dnsFindings } from './dns/findings.js';
import { withNameservers } from './dns/nameservers.js';
import { resolveDns } from './dns/resolve.js';
import { tlsFindings } from './dns/upstream.js';
import { approvalFindings } from './environment/findings.js';
import { resolveEnvironments } from './environment/resolve.js';
import { exposeFindings } from './expose/findings.js';
import { exposureRules, resolveExposures } from './expose/resolve.js';
import { impliedRules } from './firewall/implied.js';
import { firewalls } from './firewall/resolve.js';
import { homeFindings } from './home/findings.js';
import { resolveHomes } from './home/resolve.js';
import { resolveAdvertisements } from './host/advertisements.js';
import { routersByNetwork } from './host/attachments.js';
import { hostFindings } from './host/findings.js';
import { mtuFindings } from './host/mtu.js';
import { radioFindings } from './host/radio-findings.js';
import { resolveHosts } from './host/resolve.js';
import { uplinkFindings as hostUplinkFindings } from './host/uplink-findings.js';
import type { AddressLock } from './lock.js';
import { recordOf } from './names.js';
import { ipv6Findings, prefixFindings, vlanFindings } from './network/findings.js';
import { resolveNetworks } from './network/resolve.js';
import { backupFindings, nixosFindings } from './nixos/findings.js';
import { withNixos } from './nixos/resolve.js';
import type { Pins } from './pins/pins.js';
import { emptyRuleFindings, ruleFindings } from './policy/findings.js';
import { resolveGroups, resolvePolicy } from './policy/resolve.js';
import type { Report } from './report.js';
import type { ResolvedDns, ResolvedSite, ResolvedTopology } from './resolved.js';
import { unusedSecrets } from './secret/findings.js';
import { resolveSecrets, withSecrets } from './secret/resolve.js';
import { portFindings, serviceFindings } from './service/findings.js';
import { resolveSite } from './site/resolve.js';
import { sshFindings } from './ssh/findings.js';
import { storageFindings } from './storage/findings.js';
import type { AnyTopology } from './topology.js';
import { vpnFindings } from './vpn/findings.js';
import { withVpn } from './vpn/interface.js';
import { resolveVpn, vpnRules, withReach } from './vpn/resolve.js';
import { wifiFindings } from './wifi/findings.js';
import { resolveWifi } from './wifi/resolve.js';

/** What is kept between runs. */
export interface State {
  readonly lock: AddressLock;
  readonly pins: Pins;
  /** The hand-written folders of apps; undefined when nobody has looked. */
  readonly folders?: AppFolders | undefined;
}

interface Decided {
  readonly topology: ResolvedTopology;
  readonly lock: AddressLock;
}

export function decide(topology: AnyTopology, { lock, pins, folders }: State, report: Report): Decided {
  statedFindings(topology, report);
  const site = resolveSite(topology.site, lock, report);
  const { lock: nextLock, ...machines } = resolveMachines({ topology, site, lock, report });
  machineFindings(topology, machines, report);
  const environments = resolveEnvironments(topology, { site, ...machines, pins, folders, report });
  const { dns, nameservers } = resolveDns(topology, { site, ...machines, environments });
  dnsFindings(topology, dns, report);
  portFindings(topology, nameservers, report);
  const { hosts: protectedHosts, ...protection } = resolveProtection({ topology, machines, dns, report });
  const admins = resolveAdmins(topology);
  const secrets = resolveSecrets(topology);
  const answering = withNameservers(protectedHosts, nameservers);
  const hosts = withSecrets(
    withNixos(answering, { topology, site, admins, dns, environments, networks: machines.networks }),
    secrets,
  );
  const decided: ResolvedTopology = {
    site,
    admins,
    networks: machines.networks,
    wifi: resolveWifi(topology),
    devices: withNameservers(machines.devices, nameservers),
    hosts,
    clusters: machines.clusters,
    promotion: topology.promotion ?? 'pins',
    environments,
    dhcp: { server: topology.dhcp?.server ?? 'dnsmasq' },
    dns,
    ...protection,
    homes: resolveHomes(topology),
    secrets,
  };
  const resolved = { ...decided, environments: withTraffic(decided) };
  backupFindings(resolved.hosts, report);
  reachFindings(resolved, report);
  ruleFindings(resolved, report);
  return { topology: resolved, lock: nextLock };
}

/** What topology.ts alone shows to be wrong. */
function statedFindings(topology: AnyTopology, report: Report): void {
  vlanFindings(topology, report);
  hostFindings(topology, report);
  sshFindings(topology, report);
  deployFindings(topology, report);
  cableFindings(topology, report);
  hostUplinkFindings(topology, report);
  radioFindings(topology, report);
  memberFindings(topology, report);
  emptyRuleFindings(topology, report);
  wifiFindings(topology, report);
  tlsFindings(topology, report);
  homeFindings(topology, report);
  adminFindings(topology, report);
  nixosFindings(topology, report);
  serviceFindings(topology, report);
  storageFindings(topology, report);
  gitopsFindings(topology, report);
  approvalFindings(topology, report);
  retiredFindings(topology, report);
  unusedSecrets(topology, report);
}

interface Stated {
  readonly topology: AnyTopology;
  readonly site: ResolvedSite;
  readonly lock: AddressLock;
  readonly report: Report;
}

type Machines = Pick<ResolvedTopology, 'networks' | 'hosts' | 'devices' | 'clusters' | 'vpn'>;

/** Addresses first, then what depends on them: whom clients ask, interfaces, what routers announce, the VPN. */
function resolveMachines({ topology, site, lock, report }: Stated): Machines & { readonly lock: AddressLock } {
  const ntp = topology.site.ntp ?? [];
  const planned = resolveNetworks(topology, { site, routers: routersByNetwork(topology), ntp, report });
  const balanced = loadBalancerPools(topology, planned, report);
  const virtual = virtualAddresses(topology, { networks: planned, pools: balanced, report });
  const pools = [...balanced, ...virtual];
  const plan = planAddresses(topology, { networks: planned, pools, lock, report });
  const { addresses } = plan;
  const { clusters, nodes } = resolveClusters({ topology, site, addresses, pools, report });
  const asking = withNameserver({ topology, networks: planned, addresses, nodes });
  const served = withBootServers({ topology, networks: asking, addresses, nodes }, report);
  const ports = resolvePorts(topology, served);
  const silent = resolveHosts({ topology, site, networks: served, addresses, nodes, ports });
  const { networks, hosts } = resolveAdvertisements({ site, networks: served, hosts: silent }, report);
  const vpn = resolveVpn(topology, { site, networks, assignments: plan.peers });
  const devices = resolveDevices(topology, addresses, ports);
  return { networks, hosts: withVpn(hosts, vpn), devices, clusters, vpn, lock: plan.lock };
}

function machineFindings(topology: AnyTopology, machines: Machines, report: Report): void {
  const { networks, hosts, devices, clusters, vpn } = machines;
  prefixFindings(networks, clusters, report);
  ipv6Findings(networks, report);
  uplinkFindings(topology, networks, report);
  mtuFindings(hosts, networks, report);
  reservationFindings({ hosts, devices }, report);
  vpnFindings({ topology, networks, clusters, vpn, report });
}

interface Unprotected {
  readonly topology: AnyTopology;
  readonly machines: Machines;
  readonly dns: ResolvedDns;
  readonly report: Report;
}

type Protection = Pick<ResolvedTopology, 'hosts' | 'groups' | 'policy' | 'exposures' | 'vpn'>;

/** The policy with what follows from the rest of the topology, and the firewalls made of it. */
function resolveProtection({ topology, machines, dns, report }: Unprotected): Protection {
  const { networks, clusters, vpn } = machines;
  const stated = resolvePolicy(topology);
  const exposures = resolveExposures(topology, machines);
  exposeFindings({ topology, ...machines, policy: stated, report });
  const implied = [
    ...exposureRules(exposures, topology),
    ...vpnRules(vpn, dns.by),
    ...impliedRules({ networks, clusters }, dns),
  ];
  const policy = [...stated, ...implied];
  const groups = resolveGroups(topology);
  const flowOffload = topology.firewall?.flowOffload ?? false;
  const firewallOf = firewalls({ ...machines, groups, policy, exposures, flowOffload });
  const hosts = recordOf(
    Object.values(machines.hosts).map((host) => [host.name, { ...host, firewall: firewallOf(host) }]),
  );
  return { hosts, groups, policy, exposures, vpn: withReach(vpn, hosts, networks) };
}
