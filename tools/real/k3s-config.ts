// k3s' config.yaml held against its flags: k3s drops a misspelt key without a word, so the table stands for its help text.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseDocument } from 'yaml';
import type { Folder } from './folder.js';
import { count, type Verdict } from './outcome.js';

export async function checkK3sConfig(folder: Folder): Promise<Verdict | undefined> {
  const files = folder.files.filter((file) => file.endsWith('/etc/rancher/k3s/config.yaml'));
  if (files.length === 0) return undefined;
  const problems = files.flatMap((file) => k3sProblems(readFileSync(`${folder.root}/${file}`, 'utf8')));
  return { detail: count(files.length, 'file'), problems };
}

interface Key {
  /** `agent`: servers take it too. */
  readonly of: 'agent' | 'server';
  readonly form: 'text' | 'list' | 'switch';
  readonly is: (value: string) => boolean;
}

const agent = (form: Key['form'], is: Key['is']): Key => ({ of: 'agent', form, is });
const server = (form: Key['form'], is: Key['is']): Key => ({ of: 'server', form, is });

const label = /^([a-z0-9.-]+\/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?=([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$/;
const hostName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const isPrefix = (value: string) => isIP(value.split('/')[0] ?? '') !== 0 && /\/\d+$/.test(value);
const always = () => true;

/** Agent flags: docs.k3s.io/cli/agent; server flags: docs.k3s.io/cli/server (k3s-io/docs, docs/cli/agent.md and server.md). */
const keys: { readonly [key: string]: Key } = {
  'node-name': agent('text', (value) => hostName.test(value)),
  'node-ip': agent('text', (value) => value.split(',').every((one) => isIP(one) !== 0)),
  'node-label': agent('list', (value) => label.test(value)),
  'node-taint': agent('list', (value) => /^[^=:]+(=[^:]*)?:(NoSchedule|PreferNoSchedule|NoExecute)$/.test(value)),
  'token-file': agent('text', (value) => value.startsWith('/')),
  'flannel-iface': agent('text', (value) => /^[A-Za-z][A-Za-z0-9_.-]{0,14}$/.test(value)),
  server: agent('text', (value) => /^https:\/\/[^/]+:\d+$/.test(value)),
  'cluster-init': server('switch', always),
  'cluster-cidr': server('text', isPrefix),
  'service-cidr': server('text', isPrefix),
  'cluster-dns': server('text', (value) => isIP(value) !== 0),
  'cluster-domain': server('text', (value) => hostName.test(value)),
  'flannel-backend': server('text', (value) => /^(none|vxlan|host-gw|wireguard-native)$/.test(value)),
  'disable-kube-proxy': server('switch', always),
  'disable-network-policy': server('switch', always),
  disable: server('list', (value) => /^(coredns|servicelb|traefik|local-storage|metrics-server|runtimes)$/.test(value)),
  'tls-san': server('list', (value) => isIP(value) !== 0 || hostName.test(value)),
};

/** Empty when `k3s server` or `k3s agent` would take every key. */
export function k3sProblems(text: string): string[] {
  const document = parseDocument(text, { version: '1.1' });
  const [first] = [...document.errors, ...document.warnings];
  if (first) return [first.message];
  const config: unknown = document.toJS();
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return ['not a set of keys'];
  const all = Object.entries(config as { readonly [key: string]: unknown });
  return [...all.flatMap(([key, value]) => keyProblems(key, value)), ...roleProblems(new Set(all.map(([key]) => key)))];
}

/** What is wrong with one setting, by flag without dashes. */
export function keyProblems(name: string, value: unknown): string[] {
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (!key) return [`k3s has no flag --${name}`];
  if (key.form === 'switch') return value === true ? [] : [`${name} is ${JSON.stringify(value)}, which is no switch`];
  if ((key.form === 'list') !== Array.isArray(value)) return [`${name} wants a ${key.form}`];
  const wrong = [value].flat().filter((one) => typeof one !== 'string' || !key.is(one));
  return wrong.map((one) => `${name} is ${JSON.stringify(one)}`);
}

/** An agent registers at a server; a server either creates the cluster or joins one. */
function roleProblems(given: ReadonlySet<string>): string[] {
  const ways = ['server', 'cluster-init'].filter((key) => given.has(key));
  return [
    ...(ways.length === 1
      ? []
      : [ways.length === 0 ? 'neither server nor cluster-init' : 'server and cluster-init at once']),
    ...['node-name', 'node-ip', 'token-file'].filter((key) => !given.has(key)).map((key) => `${key} is missing`),
  ];
}
