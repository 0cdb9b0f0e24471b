// Local path provisioner: volumes in a folder of the node that runs the pod (github.com/rancher/local-path-provisioner).

import type { LocalPathConfiguration } from '@groundplan/model';
import type { Component } from '../component.js';

export const localPath: Component<LocalPathConfiguration> = {
  privileged: true,
  contribute: ({ configuration: { path, defaultClass } }) => ({
    values: {
      nodePathMap: [{ node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES', paths: [path] }],
      storageClass: { create: true, name: 'local-path', defaultClass },
    },
  }),
};
