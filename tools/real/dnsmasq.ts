// services.dnsmasq.settings as the lines of dnsmasq.conf, judged by `dnsmasq --test`.
import { type Folder, valueAt } from './folder.js';
import type { Attrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { withFiles } from './temp-folder.js';

export async function checkDnsmasq(folder: Folder): Promise<Verdict | undefined> {
  const settings = valueAt((await folder.composition()).config, 'services.dnsmasq.settings') as Attrs | undefined;
  if (!settings) return undefined;
  const lines = dnsmasqLines(settings);
  return { detail: count(lines.length, 'line'), problems: await test(lines) };
}

/** As NixOS writes them: true is the bare key, false leaves the key out, a list repeats it. */
export function dnsmasqLines(settings: Attrs): string[] {
  return Object.entries(settings).flatMap(([key, value]) => [value].flat().flatMap((one) => line(key, one)));
}

function line(key: string, value: unknown): string[] {
  if (value === false) return [];
  return [value === true ? key : `${key}=${value}`];
}

function test(lines: readonly string[]): Promise<string[]> {
  const file = { name: 'dnsmasq.conf', content: `${lines.join('\n')}\n` };
  return withFiles([file], async (folder) => {
    const { code, stderr } = await run(requireTool('dnsmasq'), ['--test', '-C', `${folder}/${file.name}`]);
    return code === 0 ? [] : [explain(stderr.trim().replaceAll(`${folder}/`, ''), lines)];
  });
}

function explain(message: string, lines: readonly string[]): string {
  const number = /at line (\d+)/.exec(message)?.[1];
  const text = lines[Number(number) - 1];
  return text === undefined ? message : `${message}\nservices.dnsmasq.settings gives this line: ${text}`;
}
