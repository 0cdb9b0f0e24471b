# One module per program of packages/model/src/home/programs.ts.
{
  imports = [
    ./atuin.nix
    ./direnv.nix
    ./fzf.nix
    ./git.nix
    ./kubernetes.nix
    ./neovim.nix
    ./tmux.nix
    ./vscode.nix
    ./wezterm.nix
    ./zsh.nix
  ];
}
