// Reads the promotion records of a project; files that are no records are skipped.
import type { Tree } from '@groundplan/engine';
import { type PromotionRecord, parseRecord, recordsFolder } from '@groundplan/model';

export function readRecords(tree: Pick<Tree, 'list' | 'read'>): PromotionRecord[] {
  return tree.list(recordsFolder).flatMap((file) => {
    const record = file.endsWith('.md') ? parseRecord(tree.read(`${recordsFolder}/${file}`) ?? '') : undefined;
    return record ? [record] : [];
  });
}
