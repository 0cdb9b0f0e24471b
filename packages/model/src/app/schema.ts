// An app: hand-written manifests, its name in the DNS, who may connect, and what it needs.
import * as z from 'zod';
import type { ComponentName } from '../component/configurations.js';
import { checked, matching, name } from '../value.js';

/** Z zones, K charts and apps, S secrets, E environments. */
export interface AppInput<Z extends string, K extends string, S extends string, E extends string> {
  /** The folder that holds its kustomization.yaml: clusters/apps/<app>. */
  readonly manifests: string;
  /** Default: the app's name. The environment's ending is added. */
  readonly namespace?: string;
  /** Its label below the site's domain. */
  readonly host?: string;
  /** The Service that answers at the host. Default: the app's name. */
  readonly service?: string;
  /** Of the Service. Default 80. */
  readonly port?: number;
  /** Zones that may connect. Default: none. */
  readonly from?: readonly Z[];
  /** Components, charts and apps that must be ready before. */
  readonly needs?: readonly (ComponentName | K)[];
  /** Names of secrets it reads. */
  readonly secrets?: readonly S[];
  /** Image name in the manifests to the image that is used, such as { nginx: 'nginx:1.29.3@sha256:…' }. */
  readonly images?: { readonly [image: string]: string };
  /** Where it runs. Default: in all. */
  readonly environments?: readonly E[];
}

const manifests = matching(
  /^clusters\/apps\/[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'folder of an app',
  'Put the manifests into a folder of their own below clusters/apps, such as clusters/apps/demo.',
);

const imageName = /^[a-z0-9]([a-z0-9._/:-]{0,254}[a-z0-9])?$/;

const imageKey = checked((value) =>
  imageName.test(value)
    ? undefined
    : {
        code: 'value-invalid',
        message: `${JSON.stringify(value.slice(0, 40))} is no image name.`,
        fix: 'Write the image as the manifests name it, without a tag.',
      },
);

const image = matching(
  /^[a-z0-9]([a-z0-9._/-]|:\d+\/){0,254}(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$/,
  'container image',
  'Write it with its tag, its digest, or both, such as nginx:1.29.3@sha256:….',
);

const host = matching(
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
  'host name',
  'Write one label of lowercase letters, digits and hyphens, such as demo.',
);

/** What is promoted of an app. */
export const appShape = {
  manifests,
  namespace: name.optional(),
  host: host.optional(),
  service: name.optional(),
  port: z.int().min(1).max(65535).optional(),
  from: z.array(z.string()).optional(),
  needs: z.array(z.string()).optional(),
  secrets: z.array(z.string()).optional(),
  images: z.record(imageKey, image).optional(),
};

export const appSchema = z.strictObject({ ...appShape, environments: z.array(z.string()).optional() });

/** Does the image always mean the same bytes, or at least one release? A digest does; latest and no tag do not. */
export function isFixedImage(reference: string): boolean {
  if (reference.includes('@sha256:')) return true;
  const tag = /:([^/:@]+)$/.exec(reference)?.[1];
  return tag !== undefined && tag !== 'latest' && /\d/.test(tag);
}
