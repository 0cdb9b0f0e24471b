// What GitLab keeps its data in, where that is outside of its chart (docs.gitlab.com/charts/advanced: external-db, external-redis, external-object-storage).
import type { GitlabConfiguration } from '@groundplan/model';
import type { HelmValues } from '../component.js';

/** The key of the one value in a secret. */
const key = 'value';

export function outside({ database, redis, objectStorage }: GitlabConfiguration): HelmValues {
  return {
    ...(database === null ? {} : { postgresql: { install: false } }),
    ...(redis === null ? {} : { redis: { install: false } }),
    ...(objectStorage === null ? {} : storage(objectStorage)),
    global: {
      ...(database === null ? {} : { psql: psql(database) }),
      ...(redis === null ? {} : { redis: { host: redis.host, auth: auth(redis.password) } }),
      ...(objectStorage === null ? {} : consolidated(objectStorage)),
    },
  };
}

type Database = NonNullable<GitlabConfiguration['database']>;
type ObjectStorage = NonNullable<GitlabConfiguration['objectStorage']>;

const psql = ({ host, password: secret }: Database): HelmValues => ({
  host,
  password: { useSecret: true, secret, key },
});

const auth = (secret: string | undefined): HelmValues =>
  secret === undefined ? { enabled: false } : { enabled: true, secret, key };

const consolidated = ({ connection: secret }: ObjectStorage): HelmValues => ({
  minio: { enabled: false },
  appConfig: { object_store: { enabled: true, connection: { secret, key } } },
});

/** The registry and the backups have settings of their own. */
const storage = ({ registry, backup }: ObjectStorage): HelmValues => ({
  registry: { storage: { secret: registry, key } },
  gitlab: { toolbox: { backups: { objectStorage: { config: { secret: backup, key } } } } },
});
