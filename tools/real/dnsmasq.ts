// dnsmasq.conf, native or from services.dnsmasq.settings, judged by `dnsmasq --test`.
import { type ConfigFile, configFiles } from './config-files.js';
import type { Folder } from './folder.js';
import type { Attrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkDnsmasq(folder: Folder): Promise<Verdict | undefined> {
  const files = await configFiles(folder, {
    option: 'services.dnsmasq.settings',
    print: (settings) => dnsmasqLines(settings as Attrs).join('\n'),
    native: /\/dnsmasq\.conf$/,
  });
  if (files.length === 0) return undefined;
  const lines = files.flatMap(({ content }) => content.trimEnd().split('\n'));
  return { detail: count(lines.length, 'line'), problems: (await Promise.all(files.map(test))).flat() };
}

/** As NixOS writes them: true is the bare key, false leaves the key out, a list repeats it. */
export function dnsmasqLines(settings: Attrs): string[] {
  return Object.entries(settings).flatMap(([key, value]) => [value].flat().flatMap((one) => line(key, one)));
}

function line(key: string, value: unknown): string[] {
  if (value === false) return [];
  return [value === true ? key : `${key}=${value}`];
}

function test({ source, content }: ConfigFile): Promise<string[]> {
  const file = { name: 'dnsmasq.conf', content: `${content.trimEnd()}\n` };
  return withFiles([file], async (folder) => {
    const { code, stderr } = await run(requireTool('dnsmasq'), ['--test', '-C', `${folder}/${file.name}`]);
    return code === 0 ? [] : [explain(stderr.trim().replaceAll(`${folder}/`, ''), { source, content })];
  });
}

function explain(message: string, { source, content }: ConfigFile): string {
  const number = /at line (\d+)/.exec(message)?.[1];
  const text = content.split('\n')[Number(number) - 1];
  return text === undefined ? `${source}: ${message}` : `${message}\n${source} gives this line: ${text}`;
}
