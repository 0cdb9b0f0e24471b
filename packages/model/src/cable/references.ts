// References of cables and of device ports, and the one role each port must have.
import { childPath, type ModelPath, modelPath } from '../model-path.js';
import { checkReference } from '../reference.js';
import type { Report } from '../report.js';
import type { AnyTopology } from '../topology.js';
import { devicePortsOf, portsOf } from './port.js';

export function cableReferences(topology: AnyTopology, report: Report): void {
  const machines = { ...topology.hosts, ...topology.devices };
  const { ports, others } = portsOf(topology);
  for (const { at, to } of [...ports.values(), ...others.values()]) {
    if (to) checkReference({ at: childPath(at, 'to'), name: to.machine, kind: 'host or device' }, machines, report);
  }
  for (const [name, device] of Object.entries(topology.devices ?? {})) {
    for (const [port, value] of devicePortsOf(device))
      portReferences(modelPath('devices', name, 'ports', port), value, topology, report);
  }
}

type DevicePort = ReturnType<typeof devicePortsOf>[number][1];

function portReferences(at: ModelPath, port: DevicePort, { networks }: AnyTopology, report: Report): void {
  const check = (name: string, ...field: (string | number)[]) =>
    checkReference({ at: childPath(at, ...field), name, kind: 'network' }, networks, report);
  if (port.access !== undefined) check(port.access, 'access');
  if (port.native !== undefined) check(port.native, 'native');
  for (const [index, name] of (port.trunk ?? []).entries()) check(name, 'trunk', index);
  const wrong = roleProblem(port);
  if (wrong) report({ code: 'port-role', at, ...wrong });
}

function roleProblem({ access, trunk, native }: DevicePort): { message: string; fix: string } | undefined {
  if (access !== undefined && trunk !== undefined)
    return {
      message: 'The port is access and trunk at once.',
      fix: 'Keep one; an untagged network beside tagged ones is native.',
    };
  if (access === undefined && trunk === undefined)
    return {
      message: 'The port is neither access nor trunk.',
      fix: 'Say which networks it carries; or leave the port out and name it at the other end of its cable: it then carries what that end does.',
    };
  if (access !== undefined && native !== undefined)
    return { message: 'native belongs to a trunk.', fix: 'Say trunk: [...], or access for one untagged network.' };
  if (trunk?.length === 0)
    return { message: 'The trunk carries no network.', fix: 'List the networks, or say access.' };
  const twice = [native, ...(trunk ?? [])].find((name, index, all) => name !== undefined && all.indexOf(name) < index);
  if (twice === undefined) return undefined;
  return { message: `The port carries ${twice} twice.`, fix: 'Name each network once: in trunk, or as native.' };
}
