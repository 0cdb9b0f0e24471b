# Generated from homes.laptop. Edit topology.ts, then run nx run generate. [groundplan:9116825635b9]
{
  _file = "topology/topology.ts#homes.laptop";
  groundplan.home = {
    graphics = "mesa";
    kubeconfigs = {
      home = {
        path = "/home/gabriel/.kube/kubeconfig/home";
        secret = "kubeconfig-home";
      };
      work = {
        path = "/home/gabriel/.kube/kubeconfig/work";
        secret = "kubeconfig-work";
      };
    };
    nixos = false;
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
    unfree = [ "vscode" ];
  };
  home = {
    homeDirectory = "/home/gabriel";
    stateVersion = "25.11";
    username = "gabriel";
  };
}
