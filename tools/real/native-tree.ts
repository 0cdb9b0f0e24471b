// The files of a host that go to /etc as they are.
import { readFileSync } from 'node:fs';
import type { Folder } from './folder.js';

export interface EtcFile {
  /** Below /etc, such as hostapd/wlan0.conf. */
  readonly path: string;
  readonly content: string;
}

export function etcRoot({ root, path }: Folder): string {
  return `${root}/${path}/generated/etc`;
}

export function etcFiles(folder: Folder, pattern: RegExp): EtcFile[] {
  const prefix = `${folder.path}/generated/etc/`;
  return folder.files
    .filter((file) => file.startsWith(prefix))
    .map((file) => ({ file, path: file.slice(prefix.length) }))
    .filter(({ path }) => pattern.test(path))
    .map(({ file, path }) => ({ path, content: readFileSync(`${folder.root}/${file}`, 'utf8') }));
}

/** The values of a setting of a unit, such as ExecStart. */
export function unitSettings({ content }: EtcFile, key: string): string[] {
  return content.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
}
