// networking.nftables.tables as the ruleset that NixOS loads, judged by `nft --check` in a network namespace of its own.
import { type Folder, valueAt } from './folder.js';
import { isolated } from './namespaces.js';
import { type Attrs, isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkNftables(folder: Folder): Promise<Verdict | undefined> {
  const nftables = valueAt((await folder.composition()).config, 'networking.nftables') as Attrs | undefined;
  const tables = Object.entries(isAttrs(nftables?.tables) ? nftables.tables : {}).map(([name, table]) =>
    tableText(name, table as Attrs),
  );
  const ruleset = [...tables, ...(typeof nftables?.ruleset === 'string' ? [nftables.ruleset] : [])];
  if (ruleset.length === 0) return undefined;
  return { detail: count(ruleset.length, 'table'), problems: await test(`${ruleset.join('\n')}\n`) };
}

function tableText(name: string, { name: own, family, content }: Attrs): string {
  return `table ${family} ${own ?? name} {\n${content}\n}`;
}

function test(content: string): Promise<string[]> {
  return withFiles([{ name: 'ruleset.nft', content }], async (folder) => {
    const nft = [requireTool('nft'), '--check', '--file', `${folder}/ruleset.nft`];
    const { code, stderr } = await run(...(await isolated(nft)));
    return code === 0 ? [] : [stderr.replaceAll(`${folder}/`, '')];
  });
}
