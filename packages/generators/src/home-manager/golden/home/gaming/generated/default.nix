# Generated from homes.gaming. Edit topology/topology.ts, then run nx run generate. [groundplan:65f98b338c25]
{
  _file = "topology/topology.ts#homes.gaming";
  groundplan.home = {
    graphics = "nvidia";
    nixos = false;
    profile = "gaming";
    programs.wezterm.enable = true;
  };
  home = {
    homeDirectory = "/home/ada";
    stateVersion = "25.11";
    username = "ada";
  };
}
