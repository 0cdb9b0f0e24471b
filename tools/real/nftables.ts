// The rulesets that a host loads, its files and its NixOS tables, judged by `nft --check` in a network namespace of its own.
import { readFileSync } from 'node:fs';
import { type Folder, valueAt } from './folder.js';
import { isolated } from './namespaces.js';
import { type Attrs, isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkNftables(folder: Folder): Promise<Verdict | undefined> {
  const files = folder.files.filter((file) => file.endsWith('.nft') || file.endsWith('/etc/nftables.conf'));
  const tables = folder.entry === undefined ? [] : nixosTables((await folder.composition()).config);
  if (files.length + tables.length === 0) return undefined;
  const problems = [...(await filesProblems(folder.root, files)), ...(await tablesProblems(tables))];
  return { detail: count(files.length + tables.length, 'ruleset'), problems };
}

async function filesProblems(root: string, files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    files.map(async (file) =>
      (await test(readFileSync(`${root}/${file}`, 'utf8'))).map((problem) => `${file}: ${problem}`),
    ),
  );
  return found.flat();
}

/** What NixOS loads together. */
async function tablesProblems(tables: readonly string[]): Promise<string[]> {
  return tables.length === 0 ? [] : test(`${tables.join('\n')}\n`);
}

function nixosTables(config: Attrs): string[] {
  const nftables = valueAt(config, 'networking.nftables') as Attrs | undefined;
  const tables = Object.entries(isAttrs(nftables?.tables) ? nftables.tables : {}).map(([name, table]) =>
    tableText(name, table as Attrs),
  );
  return [...tables, ...(typeof nftables?.ruleset === 'string' ? [nftables.ruleset] : [])];
}

function tableText(name: string, { name: own, family, content }: Attrs): string {
  return `table ${family} ${own ?? name} {\n${content}\n}`;
}

async function test(content: string): Promise<string[]> {
  const usesFlows = content.includes('flowtable');
  return nftSays(usesFlows && !(await knowsFlows()) ? withoutFlows(content) : content);
}

/** Kernels may be built without flow offload (CONFIG_NF_FLOW_TABLE); the rest of a ruleset is then judged without it. */
async function knowsFlows(): Promise<boolean> {
  const probe = 'table inet probe {\n  flowtable fastpath {\n    hook ingress priority filter\n  }\n}\n';
  return (await nftSays(probe)).length === 0;
}

function withoutFlows(content: string): string {
  return content
    .replace(/^ *flowtable fastpath \{\n *hook ingress priority filter\n *\}\n/m, '')
    .replace(/^ *ct state established meta l4proto \{ tcp, udp \} flow add @fastpath\n/m, '');
}

function nftSays(content: string): Promise<string[]> {
  return withFiles([{ name: 'ruleset.nft', content }], async (folder) => {
    const nft = [requireTool('nft'), '--check', '--file', `${folder}/ruleset.nft`];
    const { code, stderr } = await run(...(await isolated(nft)));
    return code === 0 ? [] : [stderr.replaceAll(`${folder}/`, '')];
  });
}
