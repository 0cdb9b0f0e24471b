// k0s of a host: k0s.yaml or the module's settings held against k0s' own definition and rules, the command line against its flags.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseDocument } from 'yaml';
import type { Folder } from './folder.js';
import { objectProblems } from './kubernetes.js';
import { count, type Verdict } from './outcome.js';

export async function checkK0s(folder: Folder): Promise<Verdict | undefined> {
  const native = nativeK0s(folder);
  const found = native.length > 0 ? native : await nixosK0s(folder);
  if (found.length === 0) return undefined;
  return { detail: count(found.length, 'setting'), problems: found.flat() };
}

/** For each file, what is wrong with it. */
function nativeK0s({ root, path, files }: Folder): string[][] {
  const etc = `${path}/generated/etc/`;
  return files.flatMap((file) => {
    if (!file.startsWith(etc)) return [];
    const text = () => readFileSync(`${root}/${file}`, 'utf8');
    if (file === `${etc}k0s/k0s.yaml`) return [k0sConfigProblems(text())];
    if (!/\/systemd\/system\/k0s(controller|worker)\.service$/.test(file)) return [];
    return [commandProblems(/^ExecStart=(.*)$/m.exec(text())?.[1] ?? '')];
  });
}

interface NixosHost {
  readonly groundplan?: {
    readonly k0s?: { readonly enable?: boolean; readonly role?: string; readonly settings?: unknown };
  };
  readonly systemd?: {
    readonly services?: { readonly k0s?: { readonly serviceConfig?: { readonly ExecStart?: string } } };
  };
}

async function nixosK0s(folder: Folder): Promise<string[][]> {
  if (!folder.files.some((file) => file.endsWith('/generated/k0s.nix'))) return [];
  const { groundplan, systemd } = (await folder.composition()).config as NixosHost;
  const command = systemd?.services?.k0s?.serviceConfig?.ExecStart ?? '';
  const isController = groundplan?.k0s?.role?.startsWith('controller');
  return [...(isController ? [configProblems(groundplan?.k0s?.settings)] : []), commandProblems(command)];
}

/** Empty when `k0s config validate` would take the file. */
export function k0sConfigProblems(text: string): string[] {
  const document = parseDocument(text, { version: '1.1' });
  const [first] = [...document.errors, ...document.warnings];
  return first ? [first.message] : configProblems(document.toJS());
}

function configProblems(config: unknown): string[] {
  const problems = objectProblems(config);
  return problems.length > 0 ? problems : ruleProblems(config as ClusterConfig);
}

interface ClusterConfig {
  readonly metadata: { readonly name: string };
  readonly spec?: {
    readonly api?: { readonly address?: string; readonly externalAddress?: string; readonly sans?: readonly string[] };
    readonly network?: {
      readonly podCIDR?: string;
      readonly serviceCIDR?: string;
      readonly clusterDomain?: string;
      readonly nodeLocalLoadBalancing?: { readonly enabled?: boolean };
    };
    readonly storage?: { readonly etcd?: { readonly peerAddress?: string } };
  };
}

const dnsName = /^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*$/;
const isAddress = (value: string | undefined) => value !== undefined && isIP(value) !== 0;
const isServer = (value: string) => isAddress(value) || dnsName.test(value);
const isPrefix = (value: string | undefined) =>
  isIP(value?.split('/')[0] ?? '') === 4 && /\/([12]?\d|3[0-2])$/.test(value ?? '');

/** What pkg/apis/k0s/v1beta1/{api,network,clusterconfig_types}.go of k0sproject/k0s refuse beside the form; addresses are not left to guessing. */
function ruleProblems({ metadata, spec: { api, network, storage } = {} }: ClusterConfig): string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [metadata.name === 'k0s', 'the name is not k0s'],
    [isAddress(api?.address), `api.address is ${api?.address}`],
    [
      api?.externalAddress === undefined || isServer(api.externalAddress),
      `api.externalAddress is ${api?.externalAddress}`,
    ],
    ...(api?.sans ?? []).map((san) => [isServer(san), `api.sans has ${san}`] as const),
    [isPrefix(network?.podCIDR), `network.podCIDR is ${network?.podCIDR}`],
    [isPrefix(network?.serviceCIDR), `network.serviceCIDR is ${network?.serviceCIDR}`],
    [dnsName.test(network?.clusterDomain ?? 'cluster.local'), `network.clusterDomain is ${network?.clusterDomain}`],
    [isAddress(storage?.etcd?.peerAddress), `storage.etcd.peerAddress is ${storage?.etcd?.peerAddress}`],
    [storage?.etcd?.peerAddress === api?.address, 'etcd and the API have different addresses'],
    [
      !(network?.nodeLocalLoadBalancing?.enabled && api?.externalAddress),
      'node-local load balancing and an external address exclude each other',
    ],
  ];
  return rules.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}

interface Flag {
  readonly of: 'controller' | 'worker';
  /** Undefined: a switch. */
  readonly is?: (value: string) => boolean;
}

const components =
  /^(applier-manager|autopilot|control-api|coredns|csr-approver|endpoint-reconciler|helm|konnectivity-server|kube-controller-manager|kube-proxy|kube-scheduler|metrics-server|network-provider|node-role|system-rbac|update-prober|windows-node)$/;
const key = '([a-z0-9.-]+/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?';
const label = new RegExp(`^${key}=([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$`);
const taint = new RegExp(`^${key}(=[A-Za-z0-9._-]*)?:(NoSchedule|PreferNoSchedule|NoExecute)$`);
const isPath = (value: string) => value.startsWith('/');
const eachIs = (pattern: RegExp) => (value: string) => value.split(',').every((one) => pattern.test(one));

/** Those of pkg/config/cli.go of k0sproject/k0s that may be needed here; `worker`: a controller that is a worker too takes it. */
const flags: { readonly [flag: string]: Flag } = {
  config: { of: 'controller', is: isPath },
  'disable-components': { of: 'controller', is: eachIs(components) },
  'enable-worker': { of: 'controller' },
  'no-taints': { of: 'controller' },
  'kubelet-extra-args': { of: 'worker', is: (value) => isIP(value.replace(/^--node-ip=/, '')) !== 0 },
  labels: { of: 'worker', is: eachIs(label) },
  taints: { of: 'worker', is: eachIs(taint) },
  'token-file': { of: 'worker', is: isPath },
};

/** Empty when k0s would start with this line, as systemd splits it. */
export function commandProblems(line: string): string[] {
  const [program = '', role = '', ...given] = line.replaceAll("'", '').split(' ');
  if (!program.endsWith('/bin/k0s')) return [`${program || 'nothing'} is started, not k0s`];
  if (role !== 'controller' && role !== 'worker') return [`k0s has no command ${role}`];
  const names = new Set(given.map((one) => one.replace(/^--/, '').split('=')[0] ?? ''));
  const isWorker = role === 'worker' || names.has('enable-worker');
  return [
    ...given.flatMap((one) => argumentProblems(one, role, isWorker)),
    ...(role === 'controller' && !names.has('config') ? ['a controller without --config has settings of its own'] : []),
    ...(role === 'worker' && !names.has('token-file') ? ['a worker without --token-file cannot join'] : []),
  ];
}

function argumentProblems(argument: string, role: string, isWorker: boolean): string[] {
  const [, name = '', value] = /^--([a-z-]+)(?:=(.*))?$/.exec(argument) ?? [];
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (!flag) return [`k0s has no flag ${argument}`];
  if (flag.of === 'controller' && role !== 'controller') return [`a worker has no flag --${name}`];
  if (flag.of === 'worker' && !isWorker && name !== 'token-file')
    return [`a controller without worker passes over --${name}`];
  if (flag.is === undefined) return value === undefined ? [] : [`--${name} is a switch`];
  return value !== undefined && flag.is(value) ? [] : [`--${name} is ${value}`];
}
