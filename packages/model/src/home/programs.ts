// The programs a home may have: each is a module of packages/nixos/home/programs.

export interface Program {
  /** Draws through OpenGL or Vulkan, so that it needs the host's graphics driver. */
  readonly graphical: boolean;
  /** Names of nixpkgs packages that are not free software; naming the program accepts their licences. */
  readonly unfree: readonly string[];
}

const terminal: Program = { graphical: false, unfree: [] };

export const programs = {
  atuin: terminal,
  direnv: terminal,
  fzf: terminal,
  git: terminal,
  kubernetes: terminal,
  neovim: terminal,
  tmux: terminal,
  vscode: { graphical: true, unfree: ['vscode'] },
  wezterm: { graphical: true, unfree: [] },
  zsh: terminal,
} as const satisfies { readonly [name: string]: Program };

export type ProgramName = keyof typeof programs;

export const programNames = Object.keys(programs) as ProgramName[];
