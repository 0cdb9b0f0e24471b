# Generated from homes.tiny. Edit topology/topology.ts, then run nx run generate. [groundplan:fa30a9c74934]
{
  _file = "topology/topology.ts#homes.tiny";
  groundplan.home = {
    nixos = false;
    profile = "tiny";
  };
  home = {
    homeDirectory = "/srv/grace";
    stateVersion = "24.11";
    username = "grace";
  };
}
