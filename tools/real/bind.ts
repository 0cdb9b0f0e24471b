// named.conf with all its zone files, native or from services.bind, judged by `named-checkconf -z`.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Folder, valueAt } from './folder.js';
import { isolated } from './namespaces.js';
import { type Attrs, isAttrs } from './nix-type.js';
import { count, type Verdict } from './outcome.js';
import { requireTool, run } from './run-tool.js';
import { type TempFile, withFiles } from './temp-folder.js';

export async function checkBind(folder: Folder): Promise<Verdict | undefined> {
  const files = await bindFiles(folder);
  if (files === undefined) return undefined;
  const zones = files.filter(({ name }) => name.endsWith('.zone'));
  const detail = count(zones.length, 'zone');
  return withFiles(inPlace(files), async (place) => {
    const checkconf = [requireTool('named-checkconf'), '-z', '-t', place, '/named.conf'];
    const { code, stdout, stderr } = await run(...(await isolated(checkconf)));
    const conf = files.find(({ name }) => name === 'named.conf')?.content ?? '';
    const unused = zones.filter(({ name }) => !conf.includes(`"${name}"`) && !conf.includes(`/${name}"`));
    const problems = code === 0 ? [] : [complaints(`${stdout}\n${stderr}`)];
    return { detail, problems: [...problems, ...unused.map(({ name }) => `No zone statement names ${name}.`)] };
  });
}

/** Loaded zones are said too; they are no complaint. */
function complaints(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '' && !/: loaded serial \d+$/.test(line));
  return lines.join('\n');
}

/** named.conf and the zone files beside it; undefined where the folder has none. */
export async function bindFiles(folder: Folder): Promise<TempFile[] | undefined> {
  const zones = folder.files
    .filter((file) => file.endsWith('.zone'))
    .map((file) => ({ name: basename(file), content: readFileSync(`${folder.root}/${file}`, 'utf8') }));
  const native = folder.files.filter((file) => /\/named\.conf\.(options|local)$/.test(file)).sort();
  if (native.length > 0) {
    const content = native.map((file) => readFileSync(`${folder.root}/${file}`, 'utf8')).join('\n');
    return [...zones, { name: 'named.conf', content }];
  }
  if (folder.entry === undefined && folder.generated.length === 0) return undefined;
  const bind = valueAt((await folder.composition()).config, 'services.bind');
  return isAttrs(bind) && bind.enable === true
    ? [...zones, { name: 'named.conf', content: namedConf(bind) }]
    : undefined;
}

/** Every path leads into the folder that named takes for the root. */
function inPlace(files: readonly TempFile[]): TempFile[] {
  return files.map(({ name, content }) =>
    name === 'named.conf'
      ? {
          name,
          content: content.replace(/directory ".*"/, 'directory "/"').replace(/file ".*?([^/"]+)"/g, 'file "/$1"'),
        }
      : { name, content },
  );
}

/** The parts of the file that NixOS writes from the options (nixos/modules/services/networking/bind.nix). */
function namedConf(bind: Attrs): string {
  const list = (values: unknown) => `{ ${(values as readonly string[]).map((value) => `${value};`).join(' ')} }`;
  const zones = Object.entries(bind.zones as { readonly [zone: string]: Attrs });
  return `acl cachenetworks ${list(bind.cacheNetworks)};
options {
  listen-on ${list(bind.listenOn)};
  listen-on-v6 ${list(bind.listenOnIpv6)};
  allow-query-cache { cachenetworks; };
  forward ${bind.forward};
  forwarders ${list(bind.forwarders)};
  directory "/run/named";
};
${zones.map(([zone, { file }]) => `zone "${zone}" { type master; file "/${basename((file as { path: string }).path)}"; allow-transfer { }; };`).join('\n')}
`;
}
