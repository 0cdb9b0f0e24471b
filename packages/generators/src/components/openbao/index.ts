// OpenBao: keeps the secrets of running programs (openbao.org); with a static seal it unseals and sets itself up.

import type { OpenbaoConfiguration } from '@groundplan/model';
import { routeObjects } from '../../apps/route.js';
import type { Component, ComponentContext, ComponentRelease, HelmValues } from '../component.js';
import { sealFolder, serverConfig } from './server-config.js';

export const openbao: Component<OpenbaoConfiguration> = {
  contribute: (release, context) => ({
    values: values(release, context),
    configs: release.configuration.host === null ? [] : route(release, release.configuration.host, context),
  }),
};

function values(
  { name, namespace, configuration }: ComponentRelease<OpenbaoConfiguration>,
  context: ComponentContext,
): HelmValues {
  const { replicas, storage, storageClass, seal } = configuration;
  const config = serverConfig({ name, namespace, replicas, sealed: seal !== null, mount: context.mount });
  return {
    injector: { enabled: false },
    server: {
      dataStorage: { size: storage, ...(storageClass === null ? {} : { storageClass }) },
      ha: { enabled: true, replicas, raft: { enabled: true, setNodeId: true, config } },
      ...(seal === null ? {} : sealVolume(seal)),
    },
  };
}

const sealVolume = (secretName: string): HelmValues => ({
  volumes: [{ name: 'seal', secret: { secretName, defaultMode: 0o440 } }],
  volumeMounts: [{ name: 'seal', mountPath: sealFolder, readOnly: true }],
});

/** The member that answers; the others only follow. */
export const activeService = (name: string) => `${name}-active`;
export const openbaoPort = 8200;

function route({ name, namespace }: ComponentRelease<OpenbaoConfiguration>, host: string, context: ComponentContext) {
  const backend = {
    name,
    namespace,
    host: host,
    service: activeService(name),
    port: openbaoPort,
  };
  return routeObjects(backend, context);
}
