// An archive in the form in which Linux takes its first files (cpio "newc", kernel's buffer-format.txt).

export interface ArchivedFile {
  /** Relative, without a leading slash. */
  readonly path: string;
  /** Null for a folder. */
  readonly content: Uint8Array | string | null;
}

/** Everything belongs to root and may be read and run by everybody; folders must come before what is in them. */
export function cpio(files: readonly ArchivedFile[]): Buffer {
  const entries = files.map(({ path, content }, index) =>
    content === null
      ? entry(path, { index, mode: 0o040755, body: Buffer.alloc(0) })
      : entry(path, { index, mode: 0o100755, body: Buffer.from(content) }),
  );
  return Buffer.concat([...entries, entry('TRAILER!!!', { index: 0, mode: 0, body: Buffer.alloc(0) })]);
}

function entry(path: string, { index, mode, body }: { index: number; mode: number; body: Buffer }): Buffer {
  const name = Buffer.from(`${path}\0`);
  // Inode, mode, owner, group, links, time, size, two device numbers twice, length of the name, no checksum.
  const fields = [index + 1, mode, 0, 0, 1, 0, body.length, 0, 0, 0, 0, name.length, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  return Buffer.concat([padded(Buffer.concat([Buffer.from(header), name])), padded(body)]);
}

const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
