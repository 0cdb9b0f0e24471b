// unbound.conf, native or from services.unbound.settings, judged by unbound-checkconf.
import { type ConfigFile, configFiles } from './config-files.js';
import type { Folder } from './folder.js';
import { type Attrs, isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkUnbound(folder: Folder): Promise<Verdict | undefined> {
  const files = await configFiles(folder, {
    option: 'services.unbound.settings',
    print: unboundText,
    native: /\/(unbound\.conf\.d|dns)\/groundplan\.conf$/,
  });
  if (files.length === 0) return undefined;
  return { detail: count(files.length, 'file'), problems: (await Promise.all(files.map(test))).flat() };
}

/** As NixOS writes the settings: values as they are, sections once per element of a list. */
export function unboundText(settings: Attrs, indent = ''): string {
  return Object.entries(settings)
    .flatMap(([key, value]) => [value].flat().map((one) => entry(indent, key, one)))
    .join('\n');
}

function entry(indent: string, key: string, value: unknown): string {
  if (isAttrs(value)) return `${indent}${key}:\n${unboundText(value, `${indent}  `)}`;
  return `${indent}${key}: ${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}`;
}

function test({ source, content }: ConfigFile): Promise<string[]> {
  return withFiles([{ name: 'unbound.conf', content: `${content}\n` }], async (folder) => {
    const { code, stderr } = await run(requireTool('unbound-checkconf'), [`${folder}/unbound.conf`]);
    return code === 0 ? [] : [`${source}: ${stderr.trim().replaceAll(`${folder}/`, '')}`];
  });
}
