// Resolution: the phases in order, each collecting every finding before the next may start.
import { adminReferences } from './admin/findings.js';
import type { AppFolders } from './app/folders.js';
import { cableReferences } from './cable/references.js';
import { clusterReferences } from './cluster/findings.js';
import { releaseReferences } from './component/references.js';
import { decide } from './decide.js';
import { deviceReferences, zoneNames } from './device/findings.js';
import { bootReferences } from './dhcp/boot.js';
import { dnsReferences } from './dns/findings.js';
import { environmentReferences } from './environment/findings.js';
import { exposeReferences } from './expose/findings.js';
import type { Finding } from './finding.js';
import { homeReferences } from './home/findings.js';
import { hostReferences } from './host/references.js';
import type { AddressLock } from './lock.js';
import { nixosReferences } from './nixos/findings.js';
import { noPins, type Pins } from './pins/pins.js';
import { policyReferences } from './policy/findings.js';
import { collectFindings, type Findings, type Report } from './report.js';
import type { ResolvedTopology } from './resolved.js';
import { secretReferences } from './secret/findings.js';
import { serviceReferences } from './service/findings.js';
import { checkShape } from './shape.js';
import type { AnyTopology } from './topology.js';
import { vpnReferences } from './vpn/findings.js';
import { wifiReferences } from './wifi/findings.js';

export type Resolution =
  | {
      readonly ok: true;
      readonly topology: ResolvedTopology;
      readonly lock: AddressLock;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Decides every value of a topology, or says everything that is wrong with it. Never throws on any input. */
export function resolve(input: unknown, lock: AddressLock, pins: Pins = noPins, folders?: AppFolders): Resolution {
  const findings = collectFindings();
  const topology = checkShape(input, findings.report);
  if (!topology) return failed(findings);
  checkReferences(topology, findings.report);
  if (findings.hasErrors()) return failed(findings);
  const resolved = decide(topology, { lock, pins, folders }, findings.report);
  return findings.hasErrors() ? failed(findings) : { ok: true, ...resolved, findings: findings.all };
}

/** The input as a topology, when it has the documented form; nothing else of it is checked. */
export function shapeOf(
  input: unknown,
):
  | { readonly ok: true; readonly topology: AnyTopology }
  | { readonly ok: false; readonly findings: readonly Finding[] } {
  const findings = collectFindings();
  const topology = checkShape(input, findings.report);
  return topology ? { ok: true, topology } : failed(findings);
}

const failed = (findings: Findings): { readonly ok: false; readonly findings: readonly Finding[] } => ({
  ok: false,
  findings: findings.all,
});

function checkReferences(topology: AnyTopology, report: Report): void {
  wifiReferences(topology, report);
  deviceReferences(topology, report);
  zoneNames(topology, report);
  hostReferences(topology, report);
  cableReferences(topology, report);
  dnsReferences(topology, report);
  bootReferences(topology, report);
  policyReferences(topology, report);
  exposeReferences(topology, report);
  vpnReferences(topology, report);
  clusterReferences(topology, report);
  environmentReferences(topology, report);
  homeReferences(topology, report);
  adminReferences(topology, report);
  nixosReferences(topology, report);
  serviceReferences(topology, report);
  releaseReferences(topology, report);
  secretReferences(topology, report);
}
