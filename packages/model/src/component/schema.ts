// The components of a site as topology.ts states them: a version and a typed configuration, what every environment shares.
import * as z from 'zod';
import { checked, name } from '../value.js';
import { catalogue } from './catalogue/index.js';
import type { ComponentConfigurations, ComponentName } from './configurations.js';
import { type HelmValues, helmValues } from './values.js';

/** A decided field as it is written: an address may be an offset in its network, null is said by leaving it out. */
type Written<R> = {
  readonly [K in keyof R]?: K extends 'address' ? number | string : NonNullable<R[K]>;
};

/** What nothing can be assumed for. */
interface Required {
  readonly 'democratic-csi': 'driver' | 'config';
}

type Mandatory<R, N> = N extends keyof Required ? Pick<R, Required[N] & keyof R> : unknown;

export interface ReleaseFields {
  /** Of the chart. A range such as 1.x may stand in environments that others come after. */
  readonly version: string;
  /** Of the chart: sha256:…. */
  readonly digest?: string;
  readonly values?: HelmValues;
}

type Overrides<R, E extends string> = {
  readonly environments?: { readonly [P in E]?: Written<R> & { readonly values?: HelmValues } };
};

export type ComponentInput<N extends ComponentName, E extends string, S extends string> = ReleaseFields &
  Written<ComponentConfigurations<S>[N]> &
  Mandatory<ComponentConfigurations<S>[N], N> &
  Overrides<ComponentConfigurations<S>[N], E>;

/** The shared part of an entry reaches environments by promotion; what stands under `environments` applies at once. */
export type ComponentsInput<E extends string, S extends string> = {
  readonly [N in ComponentName]?: ComponentInput<N, E, S>;
};

export const version = checked((value) =>
  /^[A-Za-z0-9*<>=~^][A-Za-z0-9*<>=~^.,|+ -]{0,127}$/.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: `${JSON.stringify(value.slice(0, 40))} is no version.`,
        fix: 'Write the version of the chart as its repository lists it, such as v1.21.1.',
      },
);

export const digest = checked((value) =>
  /^sha256:[0-9a-f]{64}$/.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: 'This is no digest of a chart.',
        fix: 'Write sha256: and 64 hexadecimal digits, as the registry shows it.',
      },
);

export const releaseShape = { version, digest: digest.optional(), values: helmValues.optional() };

function componentSchema(configuration: z.ZodObject) {
  const own = configuration.partial().extend({ values: helmValues.optional() }).strict();
  return configuration.extend({ ...releaseShape, environments: z.record(name, own).optional() }).strict();
}

/** Other names pass here: they are reported with the nearest known one, or with what to do instead. */
export const componentsSchema = z.looseObject(
  Object.fromEntries(
    Object.values(catalogue).map((entry) => [entry.name, componentSchema(entry.configuration).optional()]),
  ),
);
