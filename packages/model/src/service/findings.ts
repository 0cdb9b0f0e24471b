// What can be wrong with a host's services: hardware that cannot run them, ports taken twice, nowhere to send to.
import type { Nameservers } from '../dns/nameservers.js';
import { hardwareOf } from '../host/findings.js';
import { hardware } from '../host/hardware.js';
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { sortedKeys } from '../names.js';
import { memoryOf } from '../nixos/memory.js';
import { checkReference, checkSecret } from '../reference.js';
import type { Report } from '../report.js';
import type { ServicePort } from '../resolved.js';
import type { AnyTopology } from '../topology.js';
import { serviceFacts, systemMemory } from './catalog.js';
import { takenPorts } from './ports.js';
import { type AnyServices, metricsHosts } from './resolve.js';
import type { ServiceKind } from './schema.js';

export function serviceReferences(topology: AnyTopology, report: Report): void {
  for (const [host, { services = {} }] of Object.entries(topology.hosts)) {
    const at = modelPath('hosts', host, 'services');
    for (const service of ['grafana', 'vector'] as const) {
      const name = services[service]?.metrics;
      if (typeof name !== 'string') continue;
      const metrics = Object.fromEntries(metricsHosts(host, topology).map((one) => [one, {}]));
      checkReference(
        { at: childPath(at, service, 'metrics'), name, kind: 'host with victoriametrics on the network' },
        metrics,
        report,
      );
    }
    for (const { path, secret } of serviceSecrets(services))
      checkSecret(childPath(at, ...path), secret, topology.secrets, report);
  }
}

/** The secrets that services name, with the field. */
export function serviceSecrets({ grafana, vaultwarden }: AnyServices): { path: string[]; secret: string }[] {
  const named: [string[], string | undefined][] = [
    [['grafana', 'adminPassword'], grafana?.adminPassword],
    [['grafana', 'secretKey'], grafana?.secretKey],
    [['vaultwarden', 'environment'], vaultwarden?.environment],
  ];
  return named.flatMap(([path, secret]) => (secret === undefined ? [] : [{ path, secret }]));
}

export function serviceFindings(topology: AnyTopology, report: Report): void {
  for (const [name, host] of Object.entries(topology.hosts)) {
    if ((host.os ?? 'nixos') !== 'nixos') continue;
    const at = modelPath('hosts', name, 'services');
    const kinds = sortedKeys(host.services) as ServiceKind[];
    widthFindings(at, hardware[hardwareOf(host)].system, kinds, report);
    memoryFindings(at, memoryOf(host), kinds, report);
    if (host.services?.vector) targetFindings(at, host.services, metricsHosts(name, topology), report);
  }
}

/** Known once it is decided who answers for names. */
export function portFindings(topology: AnyTopology, nameservers: Nameservers, report: Report): void {
  for (const [name, { os, services, ssh }] of Object.entries(topology.hosts)) {
    if ((os ?? 'nixos') === 'nixos' && (services || ssh || topology.site.ssh))
      twiceTaken(takenPorts(name, topology, nameservers), report);
  }
}

function widthFindings(at: ModelPath, system: string, kinds: readonly ServiceKind[], report: Report): void {
  for (const kind of system.startsWith('armv7') ? kinds.filter((one) => serviceFacts[one].wide) : []) {
    report({
      code: 'service-32-bit',
      at: childPath(at, kind),
      message: `${kind} runs on 64-bit systems only, and this one is ${system}.`,
      fix: 'Move it to a host with an aarch64 or x86_64 processor.',
    });
  }
}

function memoryFindings(at: ModelPath, memory: number | null, kinds: readonly ServiceKind[], report: Report): void {
  const wanted = kinds.reduce((sum, kind) => sum + serviceFacts[kind].memory, systemMemory);
  if (memory === null || kinds.length === 0 || wanted <= memory) return;
  const parts = kinds.map((kind) => `${kind} ${serviceFacts[kind].memory}`).join(', ');
  report({
    code: 'service-memory',
    at,
    message: `The host has ${memory} MiB of memory; its services want ${wanted}: ${parts}, the system ${systemMemory}.`,
    fix: 'Move services to another host, or correct the host’s memory: … (MiB).',
  });
}

function targetFindings(at: ModelPath, { vector }: AnyServices, known: readonly string[], report: Report): void {
  if (!vector || vector.logs !== undefined || typeof vector.metrics === 'string') return;
  if (vector.metrics !== false && known.length === 1) return;
  report({
    code: 'service-without-target',
    at: childPath(at, 'vector'),
    message:
      known.length > 1 && vector.metrics !== false
        ? `vector could send to ${known.join(' or ')}.`
        : 'vector collects the journal and figures and sends them nowhere.',
    fix: 'Name the host with victoriametrics: metrics: …, or a Loki-compatible address: logs: ….',
  });
}

function twiceTaken(ports: readonly ServicePort[], report: Report): void {
  const first = new Map<string, ServicePort>();
  const told = new Set<string>();
  for (const used of ports) {
    const port = `${used.protocol}/${used.port}`;
    const earlier = first.get(port);
    if (!earlier) first.set(port, used);
    else if (!told.has(`${earlier.at} ${used.at} ${used.port}`)) {
      told.add(`${earlier.at} ${used.at} ${used.port}`);
      reportTaken(used, earlier, report);
    }
  }
}

const usualFix = 'Give one of them another port, or move it to another host.';
const namesFix = 'Move services.dns to another host, or let another machine answer for the site’s names: dns.by.';

function reportTaken(used: ServicePort, earlier: ServicePort, report: Report): void {
  report({
    code: 'port-taken',
    at: used.at,
    message: `${used.service} wants ${used.protocol}/${used.port}, which ${earlier.service} has.`,
    fix: used.service === 'dns' ? namesFix : usualFix,
    related: [earlier.at],
  });
}
