// Resolution: the phases in order, each collecting every finding before the next may start.
import { reservationFindings, uplinkFindings } from './address-plan/findings.js';
import { planAddresses } from './address-plan/resolve.js';
import { adminFindings, adminReferences } from './admin/findings.js';
import { resolveAdmins } from './admin/resolve.js';
import { clusterReferences, memberFindings } from './cluster/findings.js';
import { loadBalancerPools } from './cluster/load-balancer.js';
import { resolveClusters } from './cluster/resolve.js';
import { deviceReferences, zoneNames } from './device/findings.js';
import { resolveDevices } from './device/resolve.js';
import { resolveDns } from './dns/resolve.js';
import { environmentReferences } from './environment/findings.js';
import { resolveEnvironments } from './environment/resolve.js';
import type { Finding } from './finding.js';
import { impliedRules } from './firewall/implied.js';
import { resolveFirewall } from './firewall/resolve.js';
import { homeFindings, homeReferences } from './home/findings.js';
import { resolveHomes } from './home/resolve.js';
import { routersByNetwork } from './host/attachments.js';
import { hostFindings } from './host/findings.js';
import { hostReferences } from './host/references.js';
import { resolveHosts } from './host/resolve.js';
import type { AddressLock } from './lock.js';
import { recordOf } from './names.js';
import { ipv6Findings, prefixFindings, vlanFindings } from './network/findings.js';
import { resolveNetworks } from './network/resolve.js';
import { backupFindings, nixosFindings, nixosReferences } from './nixos/findings.js';
import { resolveNixos } from './nixos/resolve.js';
import { emptyRuleFindings, policyReferences, ruleFindings } from './policy/findings.js';
import { resolveGroups, resolvePolicy } from './policy/resolve.js';
import { collectFindings, type Findings, type Report } from './report.js';
import type { ResolvedTopology } from './resolved.js';
import { secretReferences, unusedSecrets } from './secret/findings.js';
import { resolveSecrets, secretsByReader, secretsOf } from './secret/resolve.js';
import { serviceFindings, serviceReferences } from './service/findings.js';
import { checkShape } from './shape.js';
import { resolveSite } from './site/resolve.js';
import { storageFindings } from './storage/findings.js';
import type { AnyTopology } from './topology.js';
import { wifiFindings, wifiReferences } from './wifi/findings.js';
import { resolveWifi } from './wifi/resolve.js';

export type Resolution =
  | {
      readonly ok: true;
      readonly topology: ResolvedTopology;
      readonly lock: AddressLock;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Decides every value of a topology, or says everything that is wrong with it. Never throws on any input. */
export function resolve(input: unknown, lock: AddressLock): Resolution {
  const findings = collectFindings();
  const topology = checkShape(input, findings.report);
  if (!topology) return failed(findings);
  checkReferences(topology, findings.report);
  if (findings.hasErrors()) return failed(findings);
  const resolved = decide(topology, lock, findings.report);
  return findings.hasErrors() ? failed(findings) : { ok: true, ...resolved, findings: findings.all };
}

const failed = (findings: Findings): Resolution => ({ ok: false, findings: findings.all });

function checkReferences(topology: AnyTopology, report: Report): void {
  wifiReferences(topology, report);
  deviceReferences(topology, report);
  zoneNames(topology, report);
  hostReferences(topology, report);
  policyReferences(topology, report);
  clusterReferences(topology, report);
  environmentReferences(topology, report);
  homeReferences(topology, report);
  adminReferences(topology, report);
  nixosReferences(topology, report);
  serviceReferences(topology, report);
  secretReferences(topology, report);
}

function decide(
  topology: AnyTopology,
  lock: AddressLock,
  report: Report,
): { topology: ResolvedTopology; lock: AddressLock } {
  vlanFindings(topology, report);
  hostFindings(topology, report);
  memberFindings(topology, report);
  emptyRuleFindings(topology, report);
  wifiFindings(topology, report);
  homeFindings(topology, report);
  adminFindings(topology, report);
  nixosFindings(topology, report);
  serviceFindings(topology, report);
  storageFindings(topology, report);
  unusedSecrets(topology, report);

  const site = resolveSite(topology.site, lock, report);
  const networks = resolveNetworks(topology, { site, routers: routersByNetwork(topology), report });
  const pools = loadBalancerPools(topology, networks, report);
  const plan = planAddresses(topology, { networks, pools, lock, report });
  const { addresses } = plan;
  const { clusters, nodes } = resolveClusters({ topology, site, addresses, pools, report });
  const hosts = resolveHosts({ topology, site, networks, addresses, nodes });
  const devices = resolveDevices(topology, addresses);

  prefixFindings(networks, clusters, report);
  ipv6Findings(networks, report);
  uplinkFindings(topology, networks, report);
  reservationFindings({ hosts, devices }, report);

  const policy = [...resolvePolicy(topology), ...impliedRules(networks, clusters)];
  const groups = resolveGroups(topology);
  const parts = { networks, hosts, devices, groups, policy, clusters };
  const admins = resolveAdmins(topology);
  const secrets = resolveSecrets(topology);
  const readers = secretsByReader(secrets);
  const resolved: ResolvedTopology = {
    site,
    admins,
    networks,
    wifi: resolveWifi(topology),
    devices,
    hosts: recordOf(
      Object.values(hosts).map((host) => [
        host.name,
        {
          ...host,
          firewall: resolveFirewall(host, parts),
          nixos: resolveNixos(host, { topology, site, networks, hosts, admins }),
          secrets: secretsOf(host, readers),
        },
      ]),
    ),
    clusters,
    environments: resolveEnvironments(topology, report),
    groups,
    policy,
    exposures: [],
    dhcp: { server: topology.dhcp?.server ?? 'dnsmasq' },
    dns: resolveDns(topology),
    vpn: null,
    homes: resolveHomes(topology),
    secrets,
  };
  backupFindings(resolved.hosts, report);
  ruleFindings(resolved, report);
  return { topology: resolved, lock: plan.lock };
}
