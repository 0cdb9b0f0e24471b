# Generated from homes.server. Edit topology.ts, then run nx run generate. [groundplan:281bea92ed14]
{
  _file = "topology/topology.ts#homes.server";
  groundplan.home = {
    nixos = true;
    programs = {
      fzf.enable = true;
      git.enable = true;
      neovim.enable = true;
      tmux.enable = true;
      zsh.enable = true;
    };
  };
  home = {
    homeDirectory = "/home/gabriel";
    stateVersion = "23.11";
    username = "gabriel";
  };
}
