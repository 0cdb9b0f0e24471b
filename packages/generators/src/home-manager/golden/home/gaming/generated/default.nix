# Generated from homes.gaming. Edit topology/topology.ts, then run nx run generate. [groundplan:c0b3b3195e17]
{
  _file = "topology/topology.ts#homes.gaming";
  groundplan.home = {
    graphics = "nvidia";
    nixos = false;
    programs.wezterm.enable = true;
  };
  home = {
    homeDirectory = "/home/ada";
    stateVersion = "25.11";
    username = "ada";
  };
}
