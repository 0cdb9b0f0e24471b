# Generated from homes.server. Edit topology/topology.ts, then run nx run generate. [groundplan:e2ddb6934294]
{
  _file = "topology/topology.ts#homes.server";
  groundplan.home = {
    kubeconfigs.lab = {
      path = "/home/ada/.kube/kubeconfig/lab";
      secret = "lab-kubeconfig";
    };
    nixos = true;
    profile = "server";
    programs = {
      git.enable = true;
      zsh.enable = true;
    };
  };
  home = {
    homeDirectory = "/home/ada";
    stateVersion = "25.11";
    username = "ada";
  };
}
