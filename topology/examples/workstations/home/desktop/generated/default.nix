# Generated from homes.desktop. Edit topology.ts, then run nx run generate. [groundplan:0ea683072d4b]
{
  _file = "topology/topology.ts#homes.desktop";
  groundplan.home = {
    graphics = "nvidia";
    kubeconfigs.home = {
      path = "/home/gabriel/.kube/kubeconfig/home";
      secret = "kubeconfig-home";
    };
    nixos = false;
    packages = [
      "reaper"
      "reaper-reapack-extension"
      "reaper-sws-extension"
    ];
    programs = {
      atuin.enable = true;
      direnv.enable = true;
      fzf.enable = true;
      git.enable = true;
      kubernetes.enable = true;
      neovim.enable = true;
      tmux.enable = true;
      vscode.enable = true;
      wezterm.enable = true;
      zsh.enable = true;
    };
    unfree = [
      "reaper"
      "reaper-reapack-extension"
      "reaper-sws-extension"
      "vscode"
    ];
  };
  home = {
    homeDirectory = "/home/gabriel";
    stateVersion = "25.11";
    username = "gabriel";
  };
}
