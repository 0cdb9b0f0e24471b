# Generated from hosts.rpi4-2. Edit topology/topology.ts, then run nx run generate. [groundplan:09a2f67399f9]
{
  _file = "topology/topology.ts#hosts.rpi4-2";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "none";
    };
    hardware = "raspberry-pi-4";
    secrets.names = [ "k3s-token" ];
    ssh = {
      port = 22;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = null;
    };
    users.gabriel = {
      groups = [ "wheel" ];
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPaAlLSHmIIDDGYXc1dxB/cX4ekaIBlOQU6GFVILp2Sm placeholder" ];
    };
  };
}
