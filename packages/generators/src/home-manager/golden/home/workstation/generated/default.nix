# Generated from homes.workstation. Edit topology/topology.ts, then run nx run generate. [groundplan:b09dcd48e399]
{
  _file = "topology/topology.ts#homes.workstation";
  groundplan.home = {
    graphics = "mesa";
    kubeconfigs = {
      lab = {
        path = "/home/ada/.kube/kubeconfig/lab";
        secret = "lab-kubeconfig";
      };
      spare = {
        path = "/home/ada/.kube/kubeconfig/spare";
        secret = "lab-kubeconfig";
      };
    };
    nixos = false;
    packages = [
      "beets-unstable'"
      "python3Packages.black"
      "reaper"
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
      "beets-unstable'"
      "black"
      "reaper"
      "vscode"
    ];
  };
  home = {
    homeDirectory = "/home/ada";
    sessionVariables = {
      EDITOR = "nvim";
      LESS = "-R ''%{}é $HOME";
    };
    stateVersion = "25.11";
    username = "ada";
  };
}
