// k3s-agent.json of phones: strict JSON of known flags, and the start script reads of it exactly what it says.
import { copyFileSync, readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import type { Folder } from './folder.js';
import { keyProblems } from './k3s-config.js';
import type { Verdict } from './outcome.js';
import { resource } from './resource.js';
import { findTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

const required = ['node-ip', 'node-name', 'server'];
const allowed = [...required, 'flannel-iface', 'node-label', 'node-taint'];

export async function checkK3sAgent({ root, path, files }: Folder): Promise<Verdict | undefined> {
  const file = `${path}/generated/k3s-agent.json`;
  if (!files.includes(file)) return undefined;
  return {
    detail: '1 file',
    problems: await agentProblems(readFileSync(join(root, file), 'utf8'), path.split('/').at(-1)),
  };
}

/** Empty when the file is right for the phone of that name. */
export async function agentProblems(text: string, phone: string | undefined): Promise<string[]> {
  const parsed = parse(text);
  if (typeof parsed === 'string') return [parsed];
  const problems = [
    ...shapeProblems(parsed, phone),
    ...Object.entries(parsed.k3s).flatMap(([key, value]) => keyProblems(key, value)),
  ];
  return problems.length > 0 ? problems : readingProblems(text, parsed);
}

interface Agent {
  readonly interface: string;
  readonly k3s: { readonly [flag: string]: unknown };
}

function parse(text: string): Agent | string {
  try {
    const { '//': _, ...rest } = JSON.parse(text) as Record<string, unknown>;
    const names = Object.keys(rest).sort().join();
    if (names !== 'interface,k3s') return `its keys are ${names}, not interface and k3s`;
    const { interface: name, k3s } = rest;
    if (typeof name !== 'string' || typeof k3s !== 'object' || k3s === null || Array.isArray(k3s))
      return 'interface is no text, or k3s no set of keys';
    return { interface: name, k3s: k3s as Agent['k3s'] };
  } catch (error) {
    return `no JSON object: ${(error as Error).message}`;
  }
}

function shapeProblems({ interface: name, k3s }: Agent, phone: string | undefined): string[] {
  return [
    ...(/^[A-Za-z][A-Za-z0-9_.-]{0,14}$/.test(name) ? [] : [`interface is ${JSON.stringify(name)}`]),
    ...required.filter((key) => !(key in k3s)).map((key) => `${key} is missing`),
    ...Object.keys(k3s)
      .filter((key) => !allowed.includes(key))
      .map((key) => `${key} is nothing a phone is told`),
    ...(isIPv4(`${k3s['node-ip']}`) ? [] : ['node-ip is no IPv4 address']),
    ...(k3s['node-name'] === phone ? [] : [`node-name is not ${phone}`]),
    ...(k3s['flannel-iface'] === undefined || k3s['flannel-iface'] === name
      ? []
      : ['flannel-iface is another interface']),
  ];
}

/** What the script prints of the file, in each shell that is here, against what JSON says. */
async function readingProblems(text: string, { interface: name, k3s }: Agent): Promise<string[]> {
  const flags = Object.entries(k3s).flatMap(([key, value]) => [value].flat().map((one) => `--${key}=${one}`));
  const wanted = [`interface=${name}`, ...flags, ''].join('\n');
  const shells = (['dash', 'mksh', 'busybox'] as const).flatMap((tool) => findTool(tool) ?? []);
  return withFiles([{ name: 'k3s-agent.json', content: text }], async (folder) => {
    copyFileSync(resource('../phones/start-agent.sh'), join(folder, 'start-agent.sh'));
    const answers = (shells.length > 0 ? shells : ['sh']).map(async (shell) => {
      const sh = shell.endsWith('busybox') ? ['sh'] : [];
      const { code, stdout, stderr } = await run(shell, [...sh, join(folder, 'start-agent.sh'), '--print']);
      if (code === 0 && stdout === wanted) return [];
      return [code === 0 ? `the start script reads it as ${stdout}` : stderr.replaceAll(`${folder}/`, '').trim()];
    });
    return [...new Set((await Promise.all(answers)).flat())];
  });
}
