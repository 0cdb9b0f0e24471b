// A Helm chart that the catalogue does not know: where it is, what it brings and what it needs.
import * as z from 'zod';
import type { ComponentName } from '../component/configurations.js';
import { layers } from '../component/resolved.js';
import { type ReleaseFields, releaseShape } from '../component/schema.js';
import { type HelmValues, helmValues } from '../component/values.js';
import { matching, name } from '../value.js';

/** An API group, told from a name by its dot. */
export type ApiGroupName = `${string}.${string}`;

export interface ChartInput<K extends string, E extends string> extends ReleaseFields {
  /** https://… of a chart repository, or oci://… of the chart itself. */
  readonly repository: string;
  /** The chart's name in the repository. Default: the entry's name. */
  readonly chart?: string;
  /** Default: the entry's name. */
  readonly namespace?: string;
  /** The earliest layer it may stand in; what it needs can move it back. Default controllers. */
  readonly layer?: (typeof layers)[number];
  /** API groups whose CRDs it installs. */
  readonly crds?: readonly string[];
  /** What must be there before: API groups, components, other charts. */
  readonly needs?: readonly (ApiGroupName | ComponentName | K)[];
  readonly environments?: { readonly [P in E]?: { readonly values?: HelmValues } };
}

const repository = matching(
  /^(https:\/\/[a-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~-]+)*\/?|oci:\/\/[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+)$/,
  'chart repository',
  'Write https://… of a repository, or oci://… of the chart, without user, password or tag.',
);

export const apiGroup = matching(
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
  'API group',
  'Write the group of the CRDs, such as monitoring.coreos.com.',
);

const chartName = matching(
  /^[A-Za-z0-9]([A-Za-z0-9._-]{0,100}[A-Za-z0-9])?$/,
  'chart name',
  'Write the name in the repository.',
);

/** What is promoted of a chart. */
export const chartShape = {
  ...releaseShape,
  repository,
  chart: chartName.optional(),
  namespace: name.optional(),
  layer: z.enum(layers).optional(),
  crds: z.array(apiGroup).optional(),
  needs: z.array(z.string()).optional(),
};

export const chartSchema = z.strictObject({
  ...chartShape,
  environments: z.record(name, z.strictObject({ values: helmValues.optional() })).optional(),
});
