// A folder that exists while some work is done, for programs that only read files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFile {
  readonly name: string;
  readonly content: string;
}

export async function withFiles<T>(files: readonly TempFile[], work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'real-'));
  try {
    for (const { name, content } of files) writeFileSync(join(folder, name), content);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
