# Generated from hosts.edge. Edit topology.ts, then run nx run generate. [groundplan:65c72aef6b9f]
{
  _file = "topology/topology.ts#hosts.edge";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "none";
    };
    hardware = "generic-x86_64";
    router.enable = true;
    ssh = {
      port = 22;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = null;
    };
    users.ops = {
      groups = [ "wheel" ];
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder" ];
    };
  };
}
