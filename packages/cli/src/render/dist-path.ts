// Where the render of an environment lies.

export const distFolder = 'dist';
export const distPath = (environment: string) => `${distFolder}/${environment}.yaml`;
