// Reads which hand-written folders of apps there are, and the files in each.
import type { Tree } from '@groundplan/engine';
import type { AppFolders } from '@groundplan/model';

const appsFolder = 'clusters/apps';

export function readAppFolders(tree: Pick<Tree, 'list'>): AppFolders {
  const names = tree.list(appsFolder).filter((name) => name.endsWith('/'));
  return new Map(
    names.map((name) => {
      const folder = `${appsFolder}/${name.slice(0, -1)}`;
      return [folder, tree.list(folder)];
    }),
  );
}
