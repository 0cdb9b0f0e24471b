// The generated files of one host, in the form in which the lab uses them.
import type { GeneratedFile } from '@groundplan/engine';
import { dnsmasqLines } from '../real/dnsmasq.js';
import { compose, valueAt } from '../real/folder.js';
import { unitFiles } from '../real/networkd-units.js';
import { type Attrs, isAttrs } from '../real/nix-type.js';
import { type TempFile, withFiles } from '../real/temp-folder.js';

export interface HostFiles {
  /** For `nft -f`; null when the host's firewall is not generated. */
  readonly ruleset: string | null;
  /** Lines of dnsmasq.conf; none when the host serves no network. */
  readonly dnsmasq: readonly string[];
  /** For systemd-networkd: names and contents. */
  readonly units: readonly TempFile[];
}

export const noFiles: HostFiles = { ruleset: null, dnsmasq: [], units: [] };

/** What stands in hosts/HOST/generated; `modules` are read only when they are wanted, because that takes Nix. */
export async function hostFiles(host: string, files: readonly GeneratedFile[]): Promise<HostFiles> {
  const folder = `hosts/${host}/generated/`;
  const own = files.filter(({ path }) => path.startsWith(folder));
  const file = (name: string) => own.find(({ path }) => path === folder + name)?.text;
  const modules = own
    .map(({ path, text }) => ({ name: path.slice(folder.length), content: text }))
    .filter(({ name }) => /^[^/]*\.nix$/.test(name) && name !== 'default.nix');
  return { ...(await nixosFiles(modules)), ruleset: file('nftables.nft') ?? null };
}

async function nixosFiles(modules: readonly TempFile[]): Promise<HostFiles> {
  const wanted = modules.filter(({ content }) => /services\.dnsmasq|systemd\.network/.test(content));
  if (wanted.length === 0) return noFiles;
  const config = await withFiles(wanted, async (folder) => {
    const composition = await compose(
      folder,
      wanted.map(({ name }) => name),
    );
    return composition.config;
  });
  const settings = valueAt(config, 'services.dnsmasq.settings');
  const network = valueAt(config, 'systemd.network');
  return {
    ruleset: null,
    dnsmasq: isAttrs(settings) ? dnsmasqLines(settings as Attrs) : [],
    units: isAttrs(network) ? unitFiles(network).filter(({ kind }) => kind !== 'link') : [],
  };
}
